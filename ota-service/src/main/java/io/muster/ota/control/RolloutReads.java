// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.control;

import io.muster.ota.rollout.Course;
import io.muster.ota.rollout.Job;
import io.muster.ota.rollout.JobOrder;
import io.muster.ota.rollout.JobState;
import io.muster.ota.rollout.Rollout;
import io.muster.ota.rollout.Wave;
import io.muster.ota.store.JobQueries;
import io.muster.ota.store.RolloutStore;
import io.muster.ota.store.WaveStore;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows rollouts and their jobs. */
@ApplicationScoped
class RolloutReads {

    private final Database database;
    private final RolloutStore rollouts;
    private final WaveStore waves;
    private final JobQueries jobs;
    private final Cursors cursors;

    RolloutReads(
            Database database,
            RolloutStore rollouts,
            WaveStore waves,
            JobQueries jobs,
            Cursors cursors) {
        this.database = database;
        this.rollouts = rollouts;
        this.waves = waves;
        this.jobs = jobs;
        this.cursors = cursors;
    }

    Uni<RolloutView> get(TenantId tenant, UUID id) {
        return database.read(connection ->
                rollouts.find(connection, tenant, id)
                        .map(RolloutReads::required)
                        .chain(rollout -> view(connection, tenant, rollout)));
    }

    private static Rollout required(Optional<Rollout> found) {
        return found.orElseThrow(() -> Problems.notFound("No such rollout."));
    }

    private Uni<RolloutView> view(SqlConnection connection, TenantId tenant, Rollout rollout) {
        return waves.list(connection, tenant, rollout.id())
                .map(list -> RolloutView.of(rollout, course(rollout, list)));
    }

    private static Course course(Rollout rollout, List<Wave> waves) {
        return new Course(
                rollout.state(),
                rollout.planned(),
                rollout.spec().policy(),
                waves.stream().filter(wave -> wave.number() != JobOrder.WAY_BACK).toList(),
                waves.stream().filter(wave -> wave.number() == JobOrder.WAY_BACK).findFirst());
    }

    Uni<Page<RolloutView>> list(TenantId tenant, PageRequest request) {
        var query = "/api/v1/rollouts";
        var from = cursors.open(tenant, query, request);
        return database.read(connection ->
                rollouts.list(connection, tenant, from, request.fetch())
                        .map(found ->
                                cursors.page(tenant, query, request, found, RolloutStore::cursor))
                        .chain(page -> views(connection, tenant, page)));
    }

    private Uni<Page<RolloutView>> views(
            SqlConnection connection, TenantId tenant, Page<Rollout> page) {
        return Multi.createFrom()
                .iterable(page.items())
                .onItem()
                .transformToUniAndConcatenate(rollout -> view(connection, tenant, rollout))
                .collect()
                .asList()
                .map(views -> new Page<>(views, page.nextCursor()));
    }

    Uni<Page<JobView>> jobs(
            TenantId tenant, UUID rollout, Optional<JobState> state, PageRequest request) {
        var query = "/api/v1/rollouts/" + rollout + "/jobs?state=" + state;
        var from = cursors.open(tenant, query, request);
        return database.read(connection ->
                        rollouts.find(connection, tenant, rollout)
                                .map(RolloutReads::required)
                                .chain(() ->
                                        jobs.page(
                                                connection,
                                                tenant,
                                                rollout,
                                                state,
                                                from,
                                                request.fetch())))
                .map(found -> cursors.page(tenant, query, request, found, JobQueries::cursor))
                .map(RolloutReads::views);
    }

    private static Page<JobView> views(Page<Job> page) {
        return new Page<>(page.items().stream().map(JobView::of).toList(), page.nextCursor());
    }
}
