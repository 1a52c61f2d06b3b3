// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.sql.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Which shadows have something due. */
@ApplicationScoped
public class Timers {

    private static final String DUE =
            """
            SELECT tenant_id, device_id, name FROM shadow WHERE next_due <= $1 ORDER BY next_due LIMIT $2
            """;

    private final Database database;
    private final Clock clock;

    Timers(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Those that are due longest. Another replica may be told the same ones: whoever comes second
     * finds, under the lock of the row, that nothing is due any more.
     */
    public Uni<List<ShadowKey>> due(int limit) {
        var parameters = Tuple.of(Rows.utc(clock.instant()), limit);
        return database.read(connection -> connection.preparedQuery(DUE).execute(parameters))
                .map(rows -> {
                    var keys = new ArrayList<ShadowKey>(rows.size());
                    rows.forEach(row -> keys.add(Rows.key(row)));
                    return keys;
                });
    }
}
