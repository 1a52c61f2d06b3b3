// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The devices as the registry tells of them. A snapshot is read into rows of its reader's own first
 * and takes the place of the devices in one transaction, so the model is never half of one.
 */
@ApplicationScoped
public class DeviceStore {

    private static final String SAVE =
            """
            INSERT INTO device (tenant_id, device_id, state) VALUES ($1, $2, $3)
            ON CONFLICT (tenant_id, device_id) DO UPDATE SET state = excluded.state
            """;
    private static final String DELETE =
            "DELETE FROM device WHERE tenant_id = $1 AND device_id = $2";
    private static final String UNKNOWN =
            """
            SELECT asked.id FROM unnest($2::text[]) AS asked (id)
            WHERE NOT EXISTS (SELECT 1 FROM device d WHERE d.tenant_id = $1 AND d.device_id = asked.id)
            ORDER BY asked.id LIMIT 10
            """;
    private static final String STAGE =
            """
            INSERT INTO device_staging (tenant_id, reader, device_id, state, staged_at)
            SELECT tenant, $1, device, state, $2 FROM unnest($3::text[], $4::text[], $5::text[])
                AS line (tenant, device, state)
            ON CONFLICT (tenant_id, reader, device_id) DO UPDATE SET state = excluded.state
            """;
    private static final String UNSTAGE =
            "DELETE FROM device_staging WHERE reader = $1 OR staged_at < $2";
    private static final String DELETE_UNSTAGED =
            """
            DELETE FROM device d WHERE NOT EXISTS (SELECT 1 FROM device_staging s
                WHERE s.tenant_id = d.tenant_id AND s.reader = $1 AND s.device_id = d.device_id)
            """;
    private static final String SAVE_STAGED =
            """
            INSERT INTO device (tenant_id, device_id, state)
            SELECT tenant_id, device_id, state FROM device_staging WHERE reader = $1
            ORDER BY tenant_id, device_id
            ON CONFLICT (tenant_id, device_id) DO UPDATE SET state = excluded.state
            WHERE device.state <> excluded.state
            """;

    /** A device of a snapshot. */
    public record Line(TenantId tenant, DeviceId device, String state) {}

    /** Notes a device's state. */
    public Uni<Void> save(
            SqlConnection connection, TenantId tenant, DeviceId device, String state) {
        return connection
                .preparedQuery(SAVE)
                .execute(Tuple.of(tenant.value(), device.value(), state))
                .replaceWithVoid();
    }

    /** Forgets a device. */
    public Uni<Void> delete(SqlConnection connection, TenantId tenant, DeviceId device) {
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(tenant.value(), device.value()))
                .replaceWithVoid();
    }

    /** Up to ten of these devices that don't exist. */
    public Uni<List<String>> unknown(
            SqlConnection connection, TenantId tenant, List<DeviceId> devices) {
        var ids = devices.stream().map(DeviceId::value).toArray(String[]::new);
        return connection
                .preparedQuery(UNKNOWN)
                .execute(Tuple.of(tenant.value(), ids))
                .map(rows -> Rows.list(rows, row -> row.getString("id")));
    }

    /** Sets part of a snapshot aside. */
    public Uni<Void> stage(SqlConnection connection, UUID reader, Instant now, List<Line> lines) {
        var tenants = lines.stream().map(line -> line.tenant().value()).toArray(String[]::new);
        var devices = lines.stream().map(line -> line.device().value()).toArray(String[]::new);
        var states = lines.stream().map(Line::state).toArray(String[]::new);
        return connection
                .preparedQuery(STAGE)
                .execute(Tuple.of(reader, Rows.utc(now), tenants, devices, states))
                .replaceWithVoid();
    }

    /** Throws away what the reader set aside, and what readers left behind before a time. */
    public Uni<Void> unstage(SqlConnection connection, UUID reader, Instant before) {
        return connection
                .preparedQuery(UNSTAGE)
                .execute(Tuple.of(reader, Rows.utc(before)))
                .replaceWithVoid();
    }

    /** Makes what the reader set aside the devices there are. */
    public Uni<Void> replace(SqlConnection connection, UUID reader, Instant before) {
        return connection
                .preparedQuery(DELETE_UNSTAGED)
                .execute(Tuple.of(reader))
                .chain(() -> connection.preparedQuery(SAVE_STAGED).execute(Tuple.of(reader)))
                .chain(() -> unstage(connection, reader, before));
    }
}
