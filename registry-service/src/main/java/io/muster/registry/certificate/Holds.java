// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.certificate.store.HoldStore;
import io.muster.registry.certificate.store.HoldStore.Holder;
import io.muster.registry.certificate.store.RevocationLog;
import io.muster.registry.certificate.store.RevocationStore;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.CertificateStatus;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.DeviceState;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes certificates back for a time: what is on hold lets nobody in, and may become good again.
 */
@ApplicationScoped
public class Holds {

    private final Database database;
    private final DeviceStore devices;
    private final CertificateStore certificates;
    private final RevocationStore revocations;
    private final HoldStore holds;
    private final RevocationLog log;
    private final AuditLog audit;
    private final RegistryEvents events;

    Holds(
            Database database,
            DeviceStore devices,
            CertificateStore certificates,
            RevocationStore revocations,
            HoldStore holds,
            RevocationLog log,
            AuditLog audit,
            RegistryEvents events) {
        this.database = database;
        this.devices = devices;
        this.certificates = certificates;
        this.revocations = revocations;
        this.holds = holds;
        this.log = log;
        this.audit = audit;
        this.events = events;
    }

    /** Puts a certificate on hold; one that is on hold stays so. */
    Uni<DeviceCertificate> hold(TenantId tenant, Fingerprint fingerprint, String actor) {
        return change(
                tenant,
                fingerprint,
                (connection, _, found) ->
                        hold(connection, found, Holder.OPERATOR, actor)
                                .chain(held ->
                                        held.isPresent()
                                                ? Uni.createFrom().item(held.get())
                                                : keep(connection, found, actor)));
    }

    /** A hold that a suspension made outlives it from now on. */
    private Uni<DeviceCertificate> keep(
            SqlConnection connection, DeviceCertificate certificate, String actor) {
        return holds.keepOnHold(connection, certificate)
                .call(kept -> ifPresent(kept, now -> audit(connection, now, "hold", actor)))
                .map(kept -> kept.orElse(certificate));
    }

    /**
     * Ends the hold of a certificate; one that is not on hold stays as it is. Nothing of a
     * suspended device becomes good before the device is resumed.
     */
    Uni<DeviceCertificate> release(TenantId tenant, Fingerprint fingerprint, String actor) {
        return change(
                tenant,
                fingerprint,
                (connection, device, found) -> {
                    requireNotSuspended(device, found);
                    return release(connection, found, Holder.OPERATOR, actor)
                            .map(released -> released.orElse(found));
                });
    }

    private static void requireNotSuspended(
            Optional<Device> device, DeviceCertificate certificate) {
        boolean suspended =
                device.map(Device::state).filter(DeviceState.SUSPENDED::equals).isPresent();
        if (suspended && certificate.status() == CertificateStatus.HOLD) {
            throw ProblemException.of(
                    409,
                    "device-suspended",
                    "The device is suspended",
                    "Its certificates are on hold for as long; resume the device instead.");
        }
    }

    private interface Change {
        Uni<DeviceCertificate> of(
                SqlConnection connection, Optional<Device> device, DeviceCertificate certificate);
    }

    private Uni<DeviceCertificate> change(TenantId tenant, Fingerprint fingerprint, Change change) {
        return database.transaction(connection ->
                        certificates
                                .find(connection, tenant, fingerprint)
                                .map(Holds::existing)
                                .chain(found -> devices.lock(connection, found.identity()))
                                .chain(device ->
                                        certificates
                                                .lock(connection, tenant, fingerprint)
                                                .map(Holds::existing)
                                                .invoke(Holds::requireNotRevoked)
                                                .chain(found ->
                                                        change.of(connection, device, found))))
                .invoke(events::wake);
    }

    private static DeviceCertificate existing(Optional<DeviceCertificate> found) {
        return found.orElseThrow(() -> Problems.notFound("There is no such certificate."));
    }

    private static void requireNotRevoked(DeviceCertificate certificate) {
        if (certificate.status() == CertificateStatus.REVOKED) {
            throw ProblemException.of(
                    409,
                    "certificate-revoked",
                    "The certificate was revoked",
                    "A revocation is for good.");
        }
    }

    /**
     * Puts all good certificates of a device on hold in the caller's transaction, until {@link
     * #resume}; those that an operator put on hold stay so beyond.
     */
    public Uni<Void> suspend(SqlConnection connection, DeviceIdentity identity, String actor) {
        return revocations
                .lockActive(connection, identity)
                .chain(found -> each(found, it -> hold(connection, it, Holder.SUSPENSION, actor)));
    }

    /** Ends the holds that {@link #suspend} made, in the caller's transaction. */
    public Uni<Void> resume(SqlConnection connection, DeviceIdentity identity, String actor) {
        return revocations
                .lockActive(connection, identity)
                .chain(found ->
                        each(found, it -> release(connection, it, Holder.SUSPENSION, actor)));
    }

    private interface Step {
        Uni<Optional<DeviceCertificate>> of(DeviceCertificate certificate);
    }

    private static Uni<Void> each(List<DeviceCertificate> found, Step step) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(step::of)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Optional<DeviceCertificate>> hold(
            SqlConnection connection, DeviceCertificate certificate, Holder holder, String actor) {
        return holds.hold(connection, certificate, holder)
                .call(held ->
                        ifPresent(
                                held,
                                now ->
                                        log.add(connection, now, now.revocation().orElseThrow())
                                                .chain(() -> audit(connection, now, "hold", actor))
                                                .chain(() ->
                                                        events.certificateHeld(connection, now))));
    }

    private Uni<Optional<DeviceCertificate>> release(
            SqlConnection connection, DeviceCertificate certificate, Holder holder, String actor) {
        return holds.release(connection, certificate, holder)
                .call(released ->
                        ifPresent(
                                released,
                                now ->
                                        log.lift(connection, now)
                                                .chain(() ->
                                                        audit(connection, now, "release", actor))
                                                .chain(() ->
                                                        events.certificateReleased(
                                                                connection, now))));
    }

    private static Uni<Void> ifPresent(
            Optional<DeviceCertificate> changed, Function<DeviceCertificate, Uni<Void>> work) {
        return changed.map(work).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> audit(
            SqlConnection connection, DeviceCertificate certificate, String action, String actor) {
        var identity = certificate.identity();
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("fingerprint", certificate.fingerprint().hex());
        var entry =
                new AuditEntry(actor, "certificate." + action, identity.device().value(), detail);
        return audit.append(connection, identity.tenant(), entry);
    }
}
