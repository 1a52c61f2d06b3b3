// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.certificate.store.RevocationLog;
import io.muster.registry.certificate.store.RevocationStore;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.RevocationReason;
import io.muster.registry.presence.PresenceEnd;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes certificates back. The events that end the device's session leave right after the commit.
 */
@ApplicationScoped
public class Revocations {

    private final Database database;
    private final DeviceStore devices;
    private final CertificateStore certificates;
    private final RevocationStore revocations;
    private final RevocationLog log;
    private final AuditLog audit;
    private final RegistryEvents events;
    private final PresenceEnd presence;

    Revocations(
            Database database,
            DeviceStore devices,
            CertificateStore certificates,
            RevocationStore revocations,
            RevocationLog log,
            AuditLog audit,
            RegistryEvents events,
            PresenceEnd presence) {
        this.database = database;
        this.devices = devices;
        this.certificates = certificates;
        this.revocations = revocations;
        this.log = log;
        this.audit = audit;
        this.events = events;
        this.presence = presence;
    }

    /**
     * Revokes a certificate; one that is revoked already stays as it is. With a compromised key go
     * all the certificates that the device has for it.
     */
    Uni<DeviceCertificate> revoke(
            TenantId tenant, Fingerprint fingerprint, RevocationReason reason, String actor) {
        return database.transaction(connection ->
                        find(connection, tenant, fingerprint)
                                .call(found -> devices.lock(connection, found.identity()))
                                .call(found -> revoke(connection, found, reason, actor))
                                .chain(() -> find(connection, tenant, fingerprint)))
                .invoke(events::wake);
    }

    private Uni<DeviceCertificate> find(
            SqlConnection connection, TenantId tenant, Fingerprint fingerprint) {
        return certificates
                .find(connection, tenant, fingerprint)
                .map(found ->
                        found.orElseThrow(
                                () -> Problems.notFound("There is no such certificate.")));
    }

    private Uni<Void> revoke(
            SqlConnection connection,
            DeviceCertificate certificate,
            RevocationReason reason,
            String actor) {
        var identity = certificate.identity();
        return affected(connection, certificate, reason)
                .chain(found -> take(connection, found, reason, actor))
                .chain(taken -> tell(connection, identity.tenant(), taken));
    }

    private Uni<List<DeviceCertificate>> affected(
            SqlConnection connection, DeviceCertificate certificate, RevocationReason reason) {
        if (reason != RevocationReason.KEY_COMPROMISE) {
            return Uni.createFrom().item(List.of(certificate));
        }
        return revocations
                .lockSameKey(connection, certificate)
                .call(() -> revocations.markKey(connection, certificate));
    }

    /** Revokes all certificates of a device in the caller's transaction. */
    public Uni<Void> revokeAll(
            SqlConnection connection,
            DeviceIdentity identity,
            RevocationReason reason,
            String actor) {
        return revocations
                .lockActive(connection, identity)
                .chain(active -> take(connection, active, reason, actor))
                .chain(taken -> tell(connection, identity.tenant(), taken));
    }

    /**
     * Revokes certificates of one device, whose row the caller has locked; those that are revoked
     * stay as they are. The caller {@link #tell tells} of it when nothing else is left to do.
     */
    public Uni<Taken> take(
            SqlConnection connection,
            List<DeviceCertificate> found,
            RevocationReason reason,
            String actor) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(
                        certificate -> revocations.revoke(connection, certificate, reason))
                .select()
                .where(Optional::isPresent)
                .map(Optional::orElseThrow)
                .onItem()
                .call(now -> log.add(connection, now, now.revocation().orElseThrow()))
                .collect()
                .asList()
                .chain(revoked -> taken(connection, revoked, actor));
    }

    private Uni<Taken> taken(
            SqlConnection connection, List<DeviceCertificate> revoked, String actor) {
        if (revoked.isEmpty()) {
            return Uni.createFrom().item(Taken.NOTHING);
        }
        var entries = revoked.stream().map(it -> entry(it, actor)).toList();
        var news = revoked.stream().map(RegistryEvents::certificateRevoked);
        return presence.certificateLost(connection, revoked.getFirst().identity())
                .map(gone -> new Taken(entries, Stream.concat(news, gone.stream()).toList()));
    }

    private static AuditEntry entry(DeviceCertificate revoked, String actor) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("fingerprint", revoked.fingerprint().hex())
                        .put("reason", revoked.revocation().orElseThrow().reason().word());
        return new AuditEntry(
                actor, "certificate.revoke", revoked.identity().device().value(), detail);
    }

    /** Writes down and tells of what was taken, in the transaction that took it. */
    public Uni<Void> tell(SqlConnection connection, TenantId tenant, Taken taken) {
        return taken.entries().isEmpty()
                ? Uni.createFrom().voidItem()
                : audit.appendAll(connection, tenant, taken.entries())
                        .chain(() -> events.tell(connection, tenant, taken.drafts()));
    }
}
