// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.sql.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The marks on shadows whose delta has to be published. A mark is set in the transaction of a
 * change, or when a device comes back, and taken off when the broker has confirmed the delta; so
 * the row itself is the outbox, with room for exactly one message, the latest.
 */
@ApplicationScoped
public class Marks {

    private static final String LIST =
            """
            SELECT tenant_id, device_id, name FROM shadow
            WHERE unpublished_since < $1 ORDER BY unpublished_since LIMIT $2
            """;
    private static final String TAKE_OFF =
            """
            UPDATE shadow SET unpublished_since = NULL
            WHERE tenant_id = $1 AND device_id = $2 AND name = $3 AND unpublished_since = $4
            """;

    private final Database database;
    private final Clock clock;

    Marks(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The shadows with the oldest marks of at least this age. */
    public Uni<List<ShadowKey>> list(Duration age, int limit) {
        var parameters = Tuple.of(Rows.utc(clock.instant().minus(age)), limit);
        return database.read(connection -> connection.preparedQuery(LIST).execute(parameters))
                .map(rows -> list(rows, Rows::key));
    }

    /** Takes a mark off unless there is a newer one. */
    public Uni<Void> takeOff(ShadowKey key, Instant mark) {
        var parameters =
                Tuple.of(
                        key.tenant().value(),
                        key.device().value(),
                        key.name().value(),
                        Rows.utc(mark));
        return database.transaction(connection ->
                connection.preparedQuery(TAKE_OFF).execute(parameters).replaceWithVoid());
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapper) {
        var list = new ArrayList<T>(rows.size());
        rows.forEach(row -> list.add(mapper.apply(row)));
        return list;
    }
}
