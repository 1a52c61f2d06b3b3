// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.platform.sql.Database;
import io.muster.registry.device.store.DeviceOverview.CertificateCount;
import io.muster.registry.device.store.DeviceOverview.LastPresence;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.membership.GroupIds;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
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
                        p.connected, p.session, p.changed_at, p.reason, p.firmware, p.last_seen_at,
                        ARRAY(SELECT gr.path FROM group_member me
                            JOIN device_group gr ON gr.tenant_id = me.tenant_id AND gr.id = me.group_id
                            WHERE me.tenant_id = d.tenant_id AND me.device_id = d.id AND NOT gr.deleted
                            ORDER BY gr.path) AS groups
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
    private static final int MOST_COUNTED = 100_000;

    private final Database database;
    private final GroupIds groups;

    DeviceQueries(Database database, GroupIds groups) {
        this.database = database;
        this.groups = groups;
    }

    /** Finds a device, among those that are deleted or among the others. */
    public Uni<Optional<DeviceOverview>> find(DeviceIdentity identity, boolean deleted) {
        return database.read(connection -> find(connection, identity, deleted));
    }

    /** The same by a connection of the caller, who may have changed the device. */
    public Uni<Optional<DeviceOverview>> find(
            SqlConnection connection, DeviceIdentity identity, boolean deleted) {
        var values = DeviceStore.key(identity).addBoolean(deleted);
        return connection
                .preparedQuery(FIND)
                .execute(values)
                .map(rows -> rows.stream().findFirst().map(DeviceQueries::overview));
    }

    /**
     * Lists the devices that are looked for, in an order, from after a place on.
     *
     * @param place as {@link DeviceOrder#place} told it; empty for the beginning
     */
    public Uni<List<DeviceOverview>> list(
            DeviceSearch search, DeviceOrder order, List<String> place, int limit) {
        var wanted = search.after(order, place);
        var sql =
                "%s WHERE %s ORDER BY %s LIMIT %s"
                        .formatted(OVERVIEW, wanted.sql(), order.sql(), wanted.next());
        return ask(search, sql, wanted.with(limit))
                .map(rows -> rows.stream().map(DeviceQueries::overview).toList());
    }

    /** Counts the devices that are looked for, up to 100,001. */
    public Uni<Long> count(DeviceSearch search) {
        var wanted = search.after(DeviceOrder.BY_ID, List.of());
        var sql =
                "SELECT count(*) AS n FROM (%s WHERE %s LIMIT %s) found"
                        .formatted(OVERVIEW, wanted.sql(), wanted.next());
        return ask(search, sql, wanted.with(MOST_COUNTED + 1))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    private Uni<RowSet<Row>> ask(DeviceSearch search, String sql, List<Object> values) {
        return database.read(connection ->
                groups.in(connection, search.tenant(), values)
                        .map(Tuple::from)
                        .chain(known -> connection.preparedQuery(sql).execute(known)));
    }

    private static DeviceOverview overview(Row row) {
        var expiresAt = Optional.ofNullable(instant(row.getOffsetDateTime("expires_at")));
        return new DeviceOverview(
                DeviceRows.device(row),
                List.of(row.getArrayOfStrings("groups")),
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
