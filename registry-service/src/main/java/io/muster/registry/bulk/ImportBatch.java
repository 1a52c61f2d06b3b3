// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.registry.api.JsonBodies;
import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.store.BulkRow;
import io.muster.registry.bulk.store.JobMode;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.store.RowResult;
import io.muster.registry.device.store.DeviceBatchStore;
import io.muster.registry.device.store.ExternalId;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Device;
import io.muster.registry.type.AttributeCheck;
import io.muster.registry.type.TypeRules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds and changes the devices of some rows, with a number of statements that does not depend on
 * how many rows there are.
 */
@ApplicationScoped
class ImportBatch implements Batch {

    private final RowReader reader;
    private final DeviceBatchStore devices;
    private final AttributeCheck attributes;
    private final BatchJournal journal;
    private final RegistryEvents events;
    private final BulkThreads threads;
    private final JsonBodies json;

    ImportBatch(
            RowReader reader,
            DeviceBatchStore devices,
            AttributeCheck attributes,
            BatchJournal journal,
            RegistryEvents events,
            BulkThreads threads,
            JsonBodies json) {
        this.reader = reader;
        this.devices = devices;
        this.attributes = attributes;
        this.journal = journal;
        this.events = events;
        this.threads = threads;
        this.json = json;
    }

    @Override
    public Uni<List<RowOutcome>> run(SqlConnection connection, BulkJob job, List<BulkRow> rows) {
        return threads.run(() -> reader.read(job, rows))
                .chain(read ->
                        there(connection, job, read)
                                .chain(there ->
                                        threads.run(() ->
                                                new ImportPlan(job.mode(), there, json).of(read))))
                .chain(plan ->
                        job.mode() == JobMode.VALIDATE
                                ? Uni.createFrom().item(ImportOutcomes.foreseen(plan))
                                : write(connection, job, plan));
    }

    /** In the order of all who lock: devices, then types. */
    private Uni<ImportPlan.There> there(SqlConnection connection, BulkJob job, List<ReadRow> rows) {
        var wanted =
                rows.stream()
                        .filter(ReadRow.Wanted.class::isInstance)
                        .map(ReadRow.Wanted.class::cast)
                        .toList();
        var externalIds = wanted.stream().flatMap(ReadRow.Wanted::externalIds).toList();
        return devices.owners(connection, job.tenant(), externalIds)
                .chain(owners ->
                        devices.lock(connection, job.tenant(), ids(wanted, owners))
                                .chain(found ->
                                        rules(connection, job, wanted, found)
                                                .map(rules ->
                                                        new ImportPlan.There(
                                                                byId(found), owners, rules))));
    }

    private static List<String> ids(List<ReadRow.Wanted> wanted, Map<ExternalId, String> owners) {
        return Stream.concat(
                        wanted.stream().flatMap(row -> row.device().stream()).map(Object::toString),
                        owners.values().stream())
                .distinct()
                .toList();
    }

    private static Map<String, Device> byId(List<Device> found) {
        return found.stream()
                .collect(
                        Collectors.toMap(
                                device ->
                                        device.identity().device().value().toLowerCase(Locale.ROOT),
                                Function.identity()));
    }

    private Uni<TypeRules> rules(
            SqlConnection connection,
            BulkJob job,
            List<ReadRow.Wanted> wanted,
            List<Device> found) {
        var types =
                Stream.concat(
                                wanted.stream().flatMap(row -> row.type().stream()),
                                found.stream()
                                        .flatMap(device -> device.description().type().stream()))
                        .collect(Collectors.toSet());
        return attributes.rules(connection, job.tenant(), types);
    }

    private Uni<List<RowOutcome>> write(
            SqlConnection connection, BulkJob job, List<PlannedRow> plan) {
        var creates = ImportOutcomes.creates(plan);
        var updates = ImportOutcomes.updates(plan);
        return devices.insert(connection, job.tenant(), creates)
                .chain(created ->
                        devices.describe(connection, job.tenant(), updates)
                                .chain(changed -> told(connection, job, plan, created, changed)));
    }

    private Uni<List<RowOutcome>> told(
            SqlConnection connection,
            BulkJob job,
            List<PlannedRow> plan,
            List<Device> created,
            List<Device> changed) {
        var outcomes = ImportOutcomes.of(plan, created);
        boolean wrote = outcomes.stream().anyMatch(ImportBatch::wrote);
        return (wrote ? journal.write(connection, job, outcomes) : Uni.createFrom().voidItem())
                .chain(() -> tell(connection, job, created, changed))
                .replaceWith(outcomes);
    }

    private Uni<Void> tell(
            SqlConnection connection, BulkJob job, List<Device> created, List<Device> changed) {
        var told =
                created.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : events.devicesCreated(connection, job.tenant(), created);
        return changed.isEmpty()
                ? told
                : told.chain(() -> events.devicesChanged(connection, job.tenant(), changed));
    }

    private static boolean wrote(RowOutcome outcome) {
        return outcome.result() == RowResult.CREATED || outcome.result() == RowResult.UPDATED;
    }
}
