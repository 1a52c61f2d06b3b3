// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.muster.platform.sql.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Remembers in the service's own database: it outlives the process and the machine, and every
 * service has one. A session belongs to no tenant.
 */
@ApplicationScoped
class SqlSessionMemory implements SessionMemory {

    private static final String NOBODY = "-";
    private static final String RECALL =
            "SELECT filters FROM channel_session WHERE tenant_id = $1 AND client_id = $2";
    private static final String REMEMBER =
            """
            INSERT INTO channel_session (tenant_id, client_id, filters) VALUES ($1, $2, $3)
            ON CONFLICT (tenant_id, client_id) DO UPDATE SET filters = excluded.filters
            """;

    private final Database database;

    SqlSessionMemory(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Set<String>> recall(String clientId) {
        return database.read(connection ->
                connection
                        .preparedQuery(RECALL)
                        .execute(Tuple.of(NOBODY, clientId))
                        .map(SqlSessionMemory::filters));
    }

    @Override
    public Uni<Void> remember(String clientId, Set<String> filters) {
        var row = Tuple.of(NOBODY, clientId).addArrayOfString(filters.toArray(String[]::new));
        return database.transaction(
                connection -> connection.preparedQuery(REMEMBER).execute(row).replaceWithVoid());
    }

    private static Set<String> filters(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? Set.of(row.next().getArrayOfStrings("filters")) : Set.of();
    }
}
