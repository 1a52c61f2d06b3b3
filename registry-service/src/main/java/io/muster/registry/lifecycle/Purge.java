// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.lifecycle;

import io.muster.platform.sql.Database;
import io.muster.registry.device.store.DeletedDeviceStore;
import io.muster.registry.identity.Device;
import io.muster.registry.lifecycle.LifeJournal.Cause;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/**
 * Deletes for good what was deleted and not restored in time. Every replica does it, in batches
 * that leave each other alone; one run is bounded, what is left waits for the next.
 */
@ApplicationScoped
class Purge {

    private static final int BATCH = 50;
    private static final int MAX_BATCHES = 20;
    private static final Cause CAUSE = new Cause("registry-service", "");

    private final Database database;
    private final DeletedDeviceStore deleted;
    private final LifeJournal journal;

    Purge(Database database, DeletedDeviceStore deleted, LifeJournal journal) {
        this.database = database;
        this.deleted = deleted;
        this.journal = journal;
    }

    @Scheduled(
            every = "${muster.devices.purge-every:1m}",
            delayed = "1m",
            identity = "device-purge",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return Multi.createBy()
                .repeating()
                .uni(() -> database.transaction(this::batch))
                .whilst(count -> count == BATCH)
                .select()
                .first(MAX_BATCHES)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Integer> batch(SqlConnection connection) {
        return deleted.lockDue(connection, BATCH)
                .call(due -> purge(connection, inOrder(due)))
                .map(List::size);
    }

    /** Tenant by tenant, so that two replicas take the audit heads in one order. */
    private static List<Device> inOrder(List<Device> due) {
        return due.stream()
                .sorted(Comparator.comparing(device -> device.identity().tenant().value()))
                .toList();
    }

    private Uni<Void> purge(SqlConnection connection, List<Device> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUniAndConcatenate(device ->
                        deleted.purge(connection, device.identity())
                                .chain(() ->
                                        journal.write(connection, "device.purge", device, CAUSE)))
                .onItem()
                .ignoreAsUni();
    }
}
