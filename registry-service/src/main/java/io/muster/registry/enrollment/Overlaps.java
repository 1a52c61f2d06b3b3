// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.sql.Database;
import io.muster.registry.certificate.Revocations;
import io.muster.registry.certificate.Taken;
import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.enrollment.store.OverlapStore;
import io.muster.registry.enrollment.store.OverlapStore.Overdue;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.RevocationReason;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * How long a certificate and its successor are good side by side: until the device is seen with the
 * new one, so that a lost answer costs it nothing, or until the overlap is over.
 */
@ApplicationScoped
public class Overlaps {

    private static final Logger LOG = Logger.getLogger(Overlaps.class);

    private static final String ACTOR = "registry-service";
    private static final int BATCH = 500;

    private final Database database;
    private final DeviceStore devices;
    private final CertificateStore certificates;
    private final OverlapStore store;
    private final Revocations revocations;
    private final RegistryEvents events;
    private final EnrollmentConfig config;

    Overlaps(
            Database database,
            DeviceStore devices,
            CertificateStore certificates,
            OverlapStore store,
            Revocations revocations,
            RegistryEvents events,
            EnrollmentConfig config) {
        this.database = database;
        this.devices = devices;
        this.certificates = certificates;
        this.store = store;
        this.revocations = revocations;
        this.events = events;
        this.config = config;
    }

    /**
     * Ends what is good beside the certificate that a device was seen with: those before it, and
     * others that were issued in the same one's place. Under the lock of the device's row; the
     * caller tells of it.
     */
    Uni<Taken> end(SqlConnection connection, DeviceIdentity identity, Fingerprint shown) {
        return store.beside(connection, identity, shown)
                .chain(found -> supersede(connection, identity, found));
    }

    /**
     * A device has come to a broker with a certificate: those before it have done. Most have none
     * before them, and cost no more than a look.
     */
    public Uni<Void> used(DeviceIdentity device, Fingerprint certificate) {
        return database.read(connection -> store.beside(connection, device, certificate))
                .chain(old ->
                        old.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : endUnderLock(device, certificate));
    }

    private Uni<Void> endUnderLock(DeviceIdentity device, Fingerprint certificate) {
        return database.transaction(connection ->
                        devices.lock(connection, device)
                                .chain(() -> end(connection, device, certificate))
                                .chain(taken ->
                                        revocations.tell(connection, device.tenant(), taken)))
                .invoke(events::wake);
    }

    private Uni<Taken> supersede(
            SqlConnection connection, DeviceIdentity identity, List<Fingerprint> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(
                        old -> certificates.lock(connection, identity.tenant(), old))
                .select()
                .where(Optional::isPresent)
                .map(Optional::orElseThrow)
                .collect()
                .asList()
                .chain(old ->
                        revocations.take(connection, old, RevocationReason.SUPERSEDED, ACTOR));
    }

    @Scheduled(
            every = "{muster.enrollment.overlap-check:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "certificate-overlaps")
    Uni<Void> endOverdue() {
        return endOverdue(Optional.empty());
    }

    /** Batch by batch; one that fails is left for the next time, and keeps no other waiting. */
    private Uni<Void> endOverdue(Optional<Overdue> after) {
        return database.read(
                        connection -> store.overdue(connection, config.overlap(), after, BATCH))
                .call(found ->
                        Multi.createFrom()
                                .iterable(found)
                                .onItem()
                                .transformToUniAndConcatenate(this::endOne)
                                .onItem()
                                .ignoreAsUni())
                .chain(found ->
                        found.size() < BATCH
                                ? Uni.createFrom().voidItem()
                                : endOverdue(Optional.of(found.getLast())));
    }

    private Uni<Void> endOne(Overdue overdue) {
        var identity = overdue.identity();
        return database.transaction(connection ->
                        devices.lock(connection, identity)
                                .chain(() ->
                                        supersede(
                                                connection,
                                                identity,
                                                List.of(overdue.certificate())))
                                .chain(taken ->
                                        revocations.tell(connection, identity.tenant(), taken)))
                .invoke(events::wake)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(failure, "the overlap of %s did not end", overdue.certificate());
                    return null;
                });
    }
}
