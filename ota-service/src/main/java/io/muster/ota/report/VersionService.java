// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.report;

import io.muster.ota.engine.DeviceMoves;
import io.muster.ota.engine.Transactions;
import io.muster.ota.rollout.Job;
import io.muster.ota.rollout.JobEvent.VersionSeen;
import io.muster.ota.store.InstalledStore;
import io.muster.ota.store.JobStore;
import io.muster.platform.topic.DeviceTopic;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Notes what devices run and tells their jobs. */
@ApplicationScoped
class VersionService {

    private final Transactions transactions;
    private final InstalledStore installed;
    private final JobStore jobs;
    private final DeviceMoves moves;
    private final Clock clock;

    VersionService(
            Transactions transactions,
            InstalledStore installed,
            JobStore jobs,
            DeviceMoves moves,
            Clock clock) {
        this.transactions = transactions;
        this.installed = installed;
        this.jobs = jobs;
        this.moves = moves;
        this.clock = clock;
    }

    Uni<Void> seen(DeviceTopic device, Payload.Version version) {
        return transactions.run(connection ->
                note(connection, device, version)
                        .chain(() -> open(connection, device, version))
                        .chain(open -> tell(connection, device, open, version)));
    }

    private Uni<List<Job>> open(
            SqlConnection connection, DeviceTopic device, Payload.Version version) {
        return jobs.openOfDevice(connection, device.tenant(), device.device(), version.product());
    }

    private Uni<Void> tell(
            SqlConnection connection, DeviceTopic device, List<Job> open, Payload.Version version) {
        var event = new VersionSeen(version.version());
        return Multi.createFrom()
                .iterable(open)
                .onItem()
                .transformToUniAndConcatenate(
                        job -> moves.apply(connection, device.tenant(), job, event, ""))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> note(SqlConnection connection, DeviceTopic device, Payload.Version version) {
        var tenant = device.tenant();
        var id = device.device();
        var now = clock.instant();
        var product = version.product();
        var running = version.version();
        return installed
                .save(connection, tenant, id, product, running, now)
                .chain(() -> installed.wakeEnded(connection, tenant, id, product, running, now));
    }
}
