// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** One row per device that was ever heard of; guarded by the lock of the device's own row. */
@ApplicationScoped
class PresenceStore {

    private static final String FIND =
            "SELECT * FROM presence WHERE tenant_id = $1 AND device_id = $2";
    private static final String SAVE =
            """
            INSERT INTO presence (tenant_id, device_id, connected, session, ended_sessions, changed_at, reason, firmware, last_seen_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (tenant_id, device_id) DO UPDATE SET connected = excluded.connected, session = excluded.session,
                ended_sessions = excluded.ended_sessions, changed_at = excluded.changed_at, reason = excluded.reason,
                firmware = excluded.firmware, last_seen_at = excluded.last_seen_at
            """;

    Uni<Optional<PresenceState>> find(SqlConnection connection, DeviceIdentity identity) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(identity.tenant().value(), identity.device().value()))
                .map(rows -> rows.stream().findFirst().map(PresenceStore::state));
    }

    Uni<Void> save(SqlConnection connection, DeviceIdentity identity, PresenceState state) {
        var row =
                Tuple.tuple()
                        .addString(identity.tenant().value())
                        .addString(identity.device().value())
                        .addBoolean(state.connected())
                        .addString(state.session())
                        .addArrayOfString(state.ended().toArray(String[]::new))
                        .addOffsetDateTime(utc(state.changedAt()))
                        .addString(state.reason())
                        .addString(state.firmware().orElse(null))
                        .addOffsetDateTime(utc(state.lastSeenAt()));
        return connection.preparedQuery(SAVE).execute(row).replaceWithVoid();
    }

    private static PresenceState state(Row row) {
        return new PresenceState(
                row.getBoolean("connected"),
                row.getString("session"),
                List.of(row.getArrayOfStrings("ended_sessions")),
                row.getOffsetDateTime("changed_at").toInstant(),
                row.getString("reason"),
                Optional.ofNullable(row.getString("firmware")),
                row.getOffsetDateTime("last_seen_at").toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
