// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.device.store.DeviceOverview.CertificateCount;
import io.muster.registry.device.store.DeviceOverview.LastPresence;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Devices as operators look at them. */
@ApplicationScoped
public class DeviceQueries {

    private static final String OVERVIEW =
            "SELECT "
                    + DeviceRows.COLUMNS
                    + """
                    , c.active, c.revoked, c.expires_at,
                        p.connected, p.session, p.changed_at, p.reason, p.firmware, p.last_seen_at
                    FROM device d
                    LEFT JOIN presence p ON p.tenant_id = d.tenant_id AND p.device_id = d.id
                    CROSS JOIN LATERAL (
                        SELECT count(*) FILTER (WHERE status = 'ACTIVE' AND not_after > now()) AS active,
                            count(*) FILTER (WHERE status = 'REVOKED') AS revoked,
                            max(not_after) FILTER (WHERE status = 'ACTIVE' AND not_after > now()) AS expires_at
                        FROM certificate WHERE tenant_id = d.tenant_id AND device_id = d.id) c
                    """;
    private static final String FIND =
            OVERVIEW + "WHERE d.tenant_id = $1 AND d.id = $2 AND (d.deleted_at IS NOT NULL) = $3";
    private static final String LIST =
            OVERVIEW
                    + "WHERE d.tenant_id = $1 AND d.id > $2 AND (d.deleted_at IS NOT NULL) = $4 ORDER BY d.id LIMIT $3";

    private final Database database;

    DeviceQueries(Database database) {
        this.database = database;
    }

    /** Finds a device, among those that are deleted or among the others. */
    public Uni<Optional<DeviceOverview>> find(DeviceIdentity identity, boolean deleted) {
        return all(FIND, DeviceStore.key(identity).addBoolean(deleted))
                .map(found -> found.stream().findFirst());
    }

    /** Lists devices in the order of their ids, those after one id. */
    public Uni<List<DeviceOverview>> list(
            TenantId tenant, String after, int limit, boolean deleted) {
        return all(LIST, Tuple.of(tenant.value(), after, limit, deleted));
    }

    private Uni<List<DeviceOverview>> all(String sql, Tuple values) {
        return database.read(connection -> connection.preparedQuery(sql).execute(values))
                .map(rows -> rows.stream().map(DeviceQueries::overview).toList());
    }

    private static DeviceOverview overview(Row row) {
        var expiresAt = Optional.ofNullable(instant(row.getOffsetDateTime("expires_at")));
        return new DeviceOverview(
                DeviceRows.device(row),
                new CertificateCount(row.getLong("active"), row.getLong("revoked"), expiresAt),
                Optional.ofNullable(row.getOffsetDateTime("last_seen_at"))
                        .map(lastSeen -> presence(row, lastSeen)));
    }

    private static LastPresence presence(Row row, OffsetDateTime lastSeen) {
        return new LastPresence(
                row.getBoolean("connected"),
                row.getString("session"),
                row.getOffsetDateTime("changed_at").toInstant(),
                row.getString("reason"),
                Optional.ofNullable(row.getString("firmware")),
                lastSeen.toInstant());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
