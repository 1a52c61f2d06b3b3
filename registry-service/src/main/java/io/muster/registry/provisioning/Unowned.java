// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.sql.Database;
import io.muster.registry.certificate.Revocations;
import io.muster.registry.certificate.Taken;
import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.enrollment.store.Batches;
import io.muster.registry.enrollment.store.RenewalStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.CertificateStatus;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.RevocationReason;
import io.muster.registry.provisioning.OwnershipStore.Unclaimed;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Revokes certificates that nobody has owned up to in time. Their answers may have been lost, so
 * that a device that has nothing else may enroll again; one that has a good certificate, or may not
 * enroll, gets no such permission.
 */
@ApplicationScoped
class Unowned {

    private static final Logger LOG = Logger.getLogger(Unowned.class);

    private static final String ACTOR = "registry-service";
    private static final int BATCH = 100;
    private static final int MOST_BATCHES = 50;

    private final Database database;
    private final OwnershipStore tokens;
    private final DeviceStore devices;
    private final CertificateStore certificates;
    private final Revocations revocations;
    private final RenewalStore renewals;
    private final RegistryEvents events;

    Unowned(
            Database database,
            OwnershipStore tokens,
            DeviceStore devices,
            CertificateStore certificates,
            Revocations revocations,
            RenewalStore renewals,
            RegistryEvents events) {
        this.database = database;
        this.tokens = tokens;
        this.devices = devices;
        this.certificates = certificates;
        this.revocations = revocations;
        this.renewals = renewals;
        this.events = events;
    }

    @Scheduled(
            every = "1m",
            delayed = "1m",
            identity = "ownership-tokens",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> endOverdue() {
        return Multi.createBy()
                .repeating()
                .uni(() ->
                        database.read(connection -> tokens.overdue(connection, BATCH))
                                .chain(this::endAll))
                .whilst(ended -> ended == BATCH)
                .select()
                .first(MOST_BATCHES)
                .onItem()
                .ignoreAsUni()
                .chain(() -> Batches.drain(database, tokens::forgetUsed));
    }

    /** Answers how many; one that fails is left for the next time. */
    private Uni<Integer> endAll(List<Unclaimed> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(over ->
                        database.transaction(connection -> end(connection, over))
                                .replaceWith(1)
                                .onFailure()
                                .recoverWithItem(failure -> {
                                    LOG.warnf(failure, "%s was not ended", over.certificate());
                                    return 0;
                                }))
                .collect()
                .with(Collectors.summingInt(Integer::intValue))
                .invoke(events::wake);
    }

    private Uni<Void> end(SqlConnection connection, Unclaimed over) {
        return devices.lock(connection, over.identity())
                .chain(device ->
                        tokens.end(connection, over)
                                .chain(ended ->
                                        ended
                                                ? revoke(connection, device, over)
                                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> revoke(SqlConnection connection, Optional<Device> device, Unclaimed over) {
        var tenant = over.identity().tenant();
        return certificates
                .lock(connection, tenant, over.certificate())
                .chain(found ->
                        found.map(certificate -> revoke(connection, device, certificate))
                                .orElseGet(() -> Uni.createFrom().item(Taken.NOTHING)))
                .chain(taken -> revocations.tell(connection, tenant, taken));
    }

    private Uni<Taken> revoke(
            SqlConnection connection, Optional<Device> device, DeviceCertificate certificate) {
        boolean comesBack =
                certificate.status() == CertificateStatus.ACTIVE
                        && device.filter(known -> known.state().mayEnroll()).isPresent();
        var taken =
                revocations.take(
                        connection,
                        List.of(certificate),
                        RevocationReason.CESSATION_OF_OPERATION,
                        ACTOR);
        return comesBack ? taken.chain(it -> allow(connection, certificate, it)) : taken;
    }

    private Uni<Taken> allow(SqlConnection connection, DeviceCertificate certificate, Taken taken) {
        var identity = certificate.identity();
        return renewals.current(connection, identity)
                .chain(other ->
                        other.isPresent()
                                ? Uni.createFrom().item(taken)
                                : renewals.allow(connection, identity)
                                        .replaceWith(taken.with(allowed(certificate))));
    }

    private static AuditEntry allowed(DeviceCertificate certificate) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("unowned", certificate.fingerprint().hex());
        return new AuditEntry(
                ACTOR, "device.allow-reenroll", certificate.identity().device().value(), detail);
    }
}
