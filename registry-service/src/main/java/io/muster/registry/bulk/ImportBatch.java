// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.api.JsonBodies;
import io.muster.platform.api.OffLoop;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.store.BulkRow;
import io.muster.registry.bulk.store.JobMode;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.store.RowResult;
import io.muster.registry.bulk.tie.LoginPlan;
import io.muster.registry.bulk.tie.TiePlan;
import io.muster.registry.bulk.tie.TieWriter;
import io.muster.registry.device.store.DeviceBatchStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Device;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds and changes the devices of some rows, with a number of statements that does not depend on
 * how many rows there are.
 */
@ApplicationScoped
class ImportBatch implements Batch {

    private final RowReader reader;
    private final ImportSurvey survey;
    private final DeviceBatchStore devices;
    private final TieWriter ties;
    private final BatchJournal journal;
    private final RegistryEvents events;
    private final OffLoop threads;
    private final JsonBodies json;
    private final Clock clock;

    ImportBatch(
            RowReader reader,
            ImportSurvey survey,
            DeviceBatchStore devices,
            TieWriter ties,
            BatchJournal journal,
            RegistryEvents events,
            OffLoop threads,
            JsonBodies json,
            Clock clock) {
        this.reader = reader;
        this.survey = survey;
        this.devices = devices;
        this.ties = ties;
        this.journal = journal;
        this.events = events;
        this.threads = threads;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Uni<Done> run(SqlConnection connection, BulkJob job, List<BulkRow> rows) {
        return threads.run(() -> reader.read(job, rows))
                .chain(read ->
                        survey.look(connection, job, read)
                                .chain(seen ->
                                        threads.run(() -> plan(job, seen.there()).of(seen.rows()))))
                .chain(plan ->
                        outcomes(connection, job, plan)
                                .map(outcomes -> new Done(outcomes, plan.getLast().number())));
    }

    private ImportPlan plan(BulkJob job, ImportPlan.There there) {
        var logins = new LoginPlan(there.known(), clock.instant());
        var plan = new TiePlan(there.known(), absent(job), logins);
        return new ImportPlan(job.mode(), there, plan, json);
    }

    private static TiePlan.Absent absent(BulkJob job) {
        if (job.mode() == JobMode.VALIDATE) {
            return TiePlan.Absent.PASSES;
        }
        return job.mayWait() ? TiePlan.Absent.WAITS : TiePlan.Absent.FAILS;
    }

    private Uni<List<RowOutcome>> outcomes(
            SqlConnection connection, BulkJob job, List<PlannedRow> plan) {
        return job.mode() == JobMode.VALIDATE
                ? Uni.createFrom().item(ImportOutcomes.foreseen(plan))
                : write(connection, job, plan);
    }

    private Uni<List<RowOutcome>> write(
            SqlConnection connection, BulkJob job, List<PlannedRow> plan) {
        var creates = ImportOutcomes.creates(plan);
        var updates = ImportOutcomes.updates(plan);
        return devices.insert(connection, job.tenant(), creates)
                .chain(created ->
                        devices.describe(connection, job.tenant(), updates)
                                .chain(changed ->
                                        tie(connection, job, plan, new Told(created, changed))));
    }

    /** Devices that others have to hear of. */
    private record Told(List<Device> created, List<Device> changed) {

        Set<DeviceId> newcomers() {
            return created.stream()
                    .map(device -> device.identity().device())
                    .collect(Collectors.toSet());
        }
    }

    private Uni<List<RowOutcome>> tie(
            SqlConnection connection, BulkJob job, List<PlannedRow> plan, Told told) {
        var outcomes = ImportOutcomes.of(plan, told.newcomers());
        var changes = ImportOutcomes.changes(plan, told.newcomers());
        boolean wrote = outcomes.stream().anyMatch(ImportBatch::wrote);
        return ties.write(connection, job, changes)
                .call(() ->
                        wrote
                                ? journal.write(connection, job, outcomes)
                                : Uni.createFrom().voidItem())
                .call(() -> tell(connection, job, told))
                .chain(enrolled -> ties.tell(connection, job, changes, told.newcomers(), enrolled))
                .replaceWith(outcomes);
    }

    private Uni<Void> tell(SqlConnection connection, BulkJob job, Told told) {
        var first =
                told.created().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : events.devicesCreated(connection, job.tenant(), told.created());
        return told.changed().isEmpty()
                ? first
                : first.chain(
                        () -> events.devicesChanged(connection, job.tenant(), told.changed()));
    }

    private static boolean wrote(RowOutcome outcome) {
        return outcome.result() == RowResult.CREATED || outcome.result() == RowResult.UPDATED;
    }
}
