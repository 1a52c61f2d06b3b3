// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import io.muster.platform.topic.TenantId;
import io.muster.shadow.index.IndexPath;
import io.muster.shadow.index.ShadowIndex;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The declared indexes. */
@ApplicationScoped
class IndexTable {

    /** With those that are being cleared away. */
    static final int MOST = 40;

    private static final String LIST =
            "SELECT * FROM shadow_index WHERE tenant_id = $1 ORDER BY id LIMIT " + MOST;
    private static final String LOCK =
            """
            SELECT * FROM shadow_index WHERE tenant_id = $1 AND id = $2 AND state <> 'DROPPING' FOR UPDATE
            """;
    // Waits for everybody who is creating a shadow, and whoever changes indexes waits here for all
    // others.
    private static final String COUNT_CHANGE =
            "UPDATE shadow_index_head SET changes = changes + 1 WHERE tenant_id = '' RETURNING changes";
    private static final String INSERT =
            """
            INSERT INTO shadow_index (tenant_id, id, path, state) VALUES ($1, $2, $3, 'BUILDING') RETURNING *
            """;
    private static final String DROP =
            "UPDATE shadow_index SET state = 'DROPPING', updated_at = now() WHERE tenant_id = $1 AND id = $2";

    /** All of a tenant, also those that are being cleared away. */
    Uni<List<ShadowIndex>> list(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.stream().map(IndexTable::index).toList());
    }

    /** One that is in force; it stays as it is until the transaction ends. */
    Uni<Optional<ShadowIndex>> lock(SqlConnection connection, TenantId tenant, long id) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> rows.stream().map(IndexTable::index).findFirst());
    }

    /** Says that there is a change, and answers its number. */
    Uni<Long> countChange(SqlConnection connection) {
        return connection
                .query(COUNT_CHANGE)
                .execute()
                .map(rows -> rows.iterator().next().getLong("changes"));
    }

    Uni<ShadowIndex> insert(SqlConnection connection, TenantId tenant, long id, IndexPath path) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(tenant.value(), id, path.toString()))
                .map(rows -> index(rows.iterator().next()));
    }

    Uni<Void> drop(SqlConnection connection, TenantId tenant, long id) {
        return connection
                .preparedQuery(DROP)
                .execute(Tuple.of(tenant.value(), id))
                .replaceWithVoid();
    }

    static ShadowIndex index(Row row) {
        return new ShadowIndex(
                row.getLong("id"),
                IndexPath.parse(row.getString("path")).orElseThrow(),
                ShadowIndex.State.valueOf(row.getString("state")),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
