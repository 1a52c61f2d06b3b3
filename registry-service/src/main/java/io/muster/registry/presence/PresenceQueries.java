// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.platform.sql.Database;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.presence.PresenceView.Status;
import io.muster.registry.presence.PresenceView.Vitals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Presence as operators look at it. */
@ApplicationScoped
class PresenceQueries {

    private static final String FIND =
            """
            SELECT p.*, p.gateway IS NOT NULL AND (g.connected IS NOT TRUE
                OR coalesce(g.own_session, g.session) IS DISTINCT FROM p.gateway_session) AS unknown
            FROM device d LEFT JOIN presence p ON p.tenant_id = d.tenant_id AND p.device_id = d.id
                LEFT JOIN presence g ON g.tenant_id = p.tenant_id AND g.device_id = p.gateway
            WHERE d.tenant_id = $1 AND d.id = $2 AND d.deleted_at IS NULL
            """;

    private final Database database;

    PresenceQueries(Database database) {
        this.database = database;
    }

    /** Finds the presence of a device; empty when there is no such device. */
    Uni<Optional<PresenceView>> find(DeviceIdentity identity) {
        return database.read(connection ->
                        connection
                                .preparedQuery(FIND)
                                .execute(
                                        Tuple.of(
                                                identity.tenant().value(),
                                                identity.device().value())))
                .map(rows -> rows.stream().findFirst().map(PresenceQueries::view));
    }

    private static PresenceView view(Row row) {
        return row.getString("device_id") == null
                ? PresenceView.NEVER_SEEN
                : new PresenceView(
                        status(row),
                        row.getString("session"),
                        row.getOffsetDateTime("changed_at").toInstant(),
                        row.getString("reason"),
                        row.getString("firmware"),
                        row.getOffsetDateTime("last_seen_at").toInstant(),
                        row.getBoolean("flapping"),
                        row.getBoolean("unverified"),
                        row.getString("broker"),
                        row.getString("gateway"),
                        vitals(row));
    }

    private static Status status(Row row) {
        if (!row.getBoolean("connected")) {
            return Status.OFFLINE;
        }
        if (row.getBoolean("unknown")) {
            return Status.UNKNOWN;
        }
        return row.getBoolean("stale") ? Status.STALE : Status.ONLINE;
    }

    private static @Nullable Vitals vitals(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("heartbeat_at");
        return at == null
                ? null
                : new Vitals(
                        at.toInstant(),
                        row.getInteger("rssi"),
                        row.getDouble("snr"),
                        row.getInteger("battery"),
                        row.getLong("uptime"),
                        row.getDouble("load"),
                        row.getString("network"));
    }
}
