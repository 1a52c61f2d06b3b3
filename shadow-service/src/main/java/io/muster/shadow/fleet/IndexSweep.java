// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.index.ShadowIndex;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Builds declared indexes and clears dropped ones away, in turns, so that a large tenant's does not
 * keep the others'. A crash loses at most one part.
 */
@ApplicationScoped
class IndexSweep {

    private static final Logger LOG = Logger.getLogger(IndexSweep.class);

    // No transaction that still knew of a dropped one is as old as that.
    private static final String OPEN =
            """
            SELECT * FROM shadow_index
            WHERE state = 'BUILDING' OR (state = 'DROPPING' AND updated_at < now() - interval '2 minutes')
            ORDER BY updated_at LIMIT 20
            """;
    private static final int AT_A_TIME = 2_000;
    private static final String CLEAR =
            """
            DELETE FROM shadow_field WHERE tenant_id = $1 AND index_id = $2 AND (device_id, name) IN (
                SELECT device_id, name FROM shadow_field WHERE tenant_id = $1 AND index_id = $2
                ORDER BY device_id, name LIMIT $3)
            """;
    private static final String FORGET =
            "DELETE FROM shadow_index WHERE tenant_id = $1 AND id = $2 AND state = 'DROPPING'";

    private final Database database;
    private final IndexBuilder builder;

    IndexSweep(Database database, IndexBuilder builder) {
        this.database = database;
        this.builder = builder;
    }

    private record Open(TenantId tenant, ShadowIndex index) {}

    @Scheduled(
            every = "{muster.shadow.indexes-every}",
            identity = "shadow-indexes",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return round().repeat()
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Indexes stay as they are for now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** One part of each; whether one of them has more to do. */
    private Uni<Boolean> round() {
        return database.read(connection -> connection.query(OPEN).execute())
                .map(rows ->
                        rows.stream()
                                .map(row ->
                                        new Open(
                                                new TenantId(row.getString("tenant_id")),
                                                IndexTable.index(row)))
                                .toList())
                .chain(this::parts);
    }

    private Uni<Boolean> parts(List<Open> open) {
        return Multi.createFrom()
                .iterable(open)
                .onItem()
                .transformToUniAndConcatenate(this::part)
                .collect()
                .with(Collectors.reducing(false, Boolean::logicalOr));
    }

    private Uni<Boolean> part(Open open) {
        return open.index().state() == ShadowIndex.State.BUILDING
                ? builder.step(open.tenant(), open.index().id())
                : clear(open);
    }

    private Uni<Boolean> clear(Open open) {
        var id = open.index().id();
        return database.transaction(connection ->
                connection
                        .preparedQuery(CLEAR)
                        .execute(Tuple.of(open.tenant().value(), id, AT_A_TIME))
                        .map(rows -> rows.rowCount() == AT_A_TIME)
                        .call(more ->
                                more
                                        ? Uni.createFrom().voidItem()
                                        : forget(connection, open.tenant(), id)));
    }

    private static Uni<Void> forget(SqlConnection connection, TenantId tenant, long id) {
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(tenant.value(), id))
                .replaceWithVoid();
    }
}
