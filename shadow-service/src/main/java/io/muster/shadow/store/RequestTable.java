// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.shadow.document.ClientToken;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The requests of the last ten minutes that were carried out. */
@ApplicationScoped
class RequestTable {

    private static final String READ =
            """
            SELECT r.* FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[])
                AS k(tenant_id, device_id, name, client_token)
            JOIN shadow_request r ON r.tenant_id = k.tenant_id AND r.device_id = k.device_id
                AND r.name = k.name AND r.client_token = k.client_token
            WHERE r.applied_at > $5
            """;

    // A row that is there already is one that was too old to be found.
    private static final String REMEMBER =
            """
            INSERT INTO shadow_request (tenant_id, device_id, name, client_token, body_hash, version, applied_at, changed)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::text[], $6::bigint[], $7::timestamptz[], $8::boolean[])
            ON CONFLICT (tenant_id, device_id, name, client_token) DO UPDATE
            SET body_hash = excluded.body_hash, version = excluded.version, applied_at = excluded.applied_at,
                changed = excluded.changed
            """;

    private static final String FORGET =
            """
            DELETE FROM shadow_request r USING (
                SELECT tenant_id, device_id, name, client_token FROM shadow_request
                WHERE applied_at < $1 ORDER BY applied_at LIMIT $2) old
            WHERE r.tenant_id = old.tenant_id AND r.device_id = old.device_id
                AND r.name = old.name AND r.client_token = old.client_token AND r.applied_at < $1
            """;

    /** Those of the requests that were carried out after a moment. */
    Uni<Map<Remembered.Key, Remembered>> read(
            SqlConnection connection, Collection<Remembered.Key> keys, Instant after) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var parameters =
                Columns.of(List.copyOf(keys))
                        .text(key -> key.shadow().tenant().value())
                        .text(key -> key.shadow().device().value())
                        .text(key -> key.shadow().name().value())
                        .bytes(key -> key.token().bytes())
                        .tuple()
                        .addOffsetDateTime(Rows.utc(after));
        return connection
                .preparedQuery(READ)
                .execute(parameters)
                .map(rows -> {
                    var requests = new HashMap<Remembered.Key, Remembered>();
                    rows.forEach(row -> requests.put(remembered(row).key(), remembered(row)));
                    return requests;
                });
    }

    Uni<Void> remember(SqlConnection connection, List<Remembered> requests) {
        if (requests.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var parameters =
                Columns.of(requests)
                        .text(request -> request.shadow().tenant().value())
                        .text(request -> request.shadow().device().value())
                        .text(request -> request.shadow().name().value())
                        .bytes(request -> request.id().token().bytes())
                        .text(request -> request.id().bodyHash())
                        .number(Remembered::version)
                        .time(Remembered::appliedAt)
                        .flag(Remembered::changed);
        return connection.preparedQuery(REMEMBER).execute(parameters.tuple()).replaceWithVoid();
    }

    /** Forgets up to so many of the oldest, and answers how many it were. */
    Uni<Integer> forget(SqlConnection connection, Instant before, int most) {
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(Rows.utc(before), most))
                .map(rows -> rows.rowCount());
    }

    private static Remembered remembered(Row row) {
        var token = new String(row.getBuffer("client_token").getBytes(), StandardCharsets.UTF_8);
        return new Remembered(
                Rows.key(row),
                new RequestId(new ClientToken(token), row.getString("body_hash")),
                row.getLong("version"),
                Rows.instant(row, "applied_at"),
                row.getBoolean("changed"));
    }
}
