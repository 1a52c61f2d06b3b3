// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.sql.Database;
import io.muster.registry.certificate.Revocations;
import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.enrollment.store.RenewalStore;
import io.muster.registry.enrollment.store.RenewalStore.Successor;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.RevocationReason;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * How long a certificate and its successor are good side by side: until the device is seen with the
 * new one, so that a lost answer costs it nothing, or until the overlap is over.
 */
@ApplicationScoped
public class Overlaps {

    private static final String ACTOR = "registry-service";
    private static final int BATCH = 100;

    private final Database database;
    private final DeviceStore devices;
    private final CertificateStore certificates;
    private final RenewalStore renewals;
    private final Revocations revocations;
    private final RegistryEvents events;
    private final EnrollmentConfig config;

    Overlaps(
            Database database,
            DeviceStore devices,
            CertificateStore certificates,
            RenewalStore renewals,
            Revocations revocations,
            RegistryEvents events,
            EnrollmentConfig config) {
        this.database = database;
        this.devices = devices;
        this.certificates = certificates;
        this.renewals = renewals;
        this.revocations = revocations;
        this.events = events;
        this.config = config;
    }

    /** Ends what is good beside a certificate; under the lock of the device's row. */
    Uni<Void> end(SqlConnection connection, Successor successor) {
        return renewals.predecessors(connection, successor)
                .onItem()
                .transformToMulti(old -> Multi.createFrom().iterable(old))
                .onItem()
                .transformToUniAndConcatenate(old -> supersede(connection, successor, old))
                .onItem()
                .ignoreAsUni();
    }

    /**
     * A device has come to a broker with a certificate: those before it have done. Most have none
     * before them, and cost no more than a look.
     */
    public Uni<Void> used(DeviceIdentity device, Fingerprint certificate) {
        var successor = new Successor(device, certificate);
        return database.read(connection -> renewals.predecessors(connection, successor))
                .chain(old ->
                        old.isEmpty() ? Uni.createFrom().voidItem() : endUnderLock(successor));
    }

    private Uni<Void> supersede(SqlConnection connection, Successor successor, Fingerprint old) {
        return certificates
                .lock(connection, successor.identity().tenant(), old)
                .chain(found ->
                        revocations.revoke(
                                connection,
                                found.orElseThrow(),
                                RevocationReason.SUPERSEDED,
                                ACTOR))
                .replaceWithVoid();
    }

    @Scheduled(
            every = "{muster.enrollment.overlap-check:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "certificate-overlaps")
    Uni<Void> endOverdue() {
        return database.read(connection -> renewals.overdue(connection, config.overlap(), BATCH))
                .onItem()
                .transformToMulti(found -> Multi.createFrom().iterable(found))
                .onItem()
                .transformToUniAndConcatenate(this::endUnderLock)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> endUnderLock(Successor successor) {
        return database.transaction(connection ->
                        devices.lock(connection, successor.identity())
                                .chain(() -> end(connection, successor)))
                .invoke(events::wake);
    }
}
