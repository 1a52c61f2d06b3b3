// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.muster.platform.sql.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Which replica has a channel that only one may have. The holder renews it every second; who finds
 * it run out takes it. The database's clock decides, so that replicas need not agree on theirs.
 */
@ApplicationScoped
class IngressLease {

    /** The channel is every tenant's. */
    private static final String NOBODY = "-";

    private static final String TAKE =
            """
            INSERT INTO ingress_lease (tenant_id, channel, holder, held_until)
            VALUES ($1, $2, $3, now() + interval '3 seconds')
            ON CONFLICT (tenant_id, channel) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
            WHERE ingress_lease.holder = excluded.holder OR ingress_lease.held_until < now()
            """;
    private static final String LEAVE =
            "DELETE FROM ingress_lease WHERE tenant_id = $1 AND channel = $2 AND holder = $3";

    private final Database database;
    private final String holder = UUID.randomUUID().toString();

    IngressLease(Database database) {
        this.database = database;
    }

    /** Takes or renews it; false when another replica has it. */
    Uni<Boolean> take(String channel) {
        return run(TAKE, channel).map(rows -> rows > 0);
    }

    /** Lets the next one have it at once. */
    Uni<Void> leave(String channel) {
        return run(LEAVE, channel).replaceWithVoid();
    }

    private Uni<Integer> run(String sql, String channel) {
        var parameters = Tuple.of(NOBODY, channel, holder);
        return database.transaction(connection ->
                connection.preparedQuery(sql).execute(parameters).map(rows -> rows.rowCount()));
    }
}
