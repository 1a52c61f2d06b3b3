// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.channel;

import io.muster.platform.sql.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What a message does, in one transaction: it is noted by its key, and counted unless it was noted
 * before. More counted than noted is an effect that happened twice.
 */
@ApplicationScoped
class Effects {

    /** So that messages seldom wait for one another's row. */
    private static final int COUNTERS = 64;

    private static final String APPLY =
            """
            WITH noted AS (INSERT INTO applied (message) VALUES ($1) ON CONFLICT DO NOTHING RETURNING message)
            UPDATE counter SET n = n + 1 WHERE slot = $2 AND EXISTS (SELECT 1 FROM noted)
            """;

    private final Database database;

    Effects(Database database) {
        this.database = database;
    }

    Uni<Void> apply(String message) {
        var row = Tuple.of(message, Math.floorMod(message.hashCode(), COUNTERS));
        return database.transaction(
                connection -> connection.preparedQuery(APPLY).execute(row).replaceWithVoid());
    }
}
