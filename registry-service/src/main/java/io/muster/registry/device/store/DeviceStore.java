// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.DeviceState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The devices' own rows. Whoever changes a device or anything that hangs on it locks its row. */
@ApplicationScoped
public class DeviceStore {

    // Without a conflict target: the id is taken, or one that differs in case only.
    private static final String INSERT =
            """
            INSERT INTO device (tenant_id, id, state, version) VALUES ($1, $2, $3, 1)
            ON CONFLICT DO NOTHING
            RETURNING *
            """;
    private static final String FIND = "SELECT * FROM device WHERE tenant_id = $1 AND id = $2";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String REPLACE =
            """
            UPDATE device SET state = $4, version = version + 1, updated_at = now()
            WHERE tenant_id = $1 AND id = $2 AND version = $3
            RETURNING *
            """;

    /** Adds a device; empty when its id is taken. */
    public Uni<Optional<Device>> insert(SqlConnection connection, DeviceIdentity identity) {
        return one(
                connection,
                INSERT,
                Tuple.of(tenant(identity), id(identity), DeviceState.CREATED.name()));
    }

    /** Finds a device. */
    public Uni<Optional<Device>> find(SqlConnection connection, DeviceIdentity identity) {
        return one(connection, FIND, Tuple.of(tenant(identity), id(identity)));
    }

    /** Finds a device and keeps others from changing it until the transaction ends. */
    public Uni<Optional<Device>> lock(SqlConnection connection, DeviceIdentity identity) {
        return one(connection, LOCK, Tuple.of(tenant(identity), id(identity)));
    }

    /** Puts a device into another state; empty when it has changed meanwhile. */
    public Uni<Optional<Device>> replace(
            SqlConnection connection, Device device, DeviceState next) {
        var identity = device.identity();
        return one(
                connection,
                REPLACE,
                Tuple.of(tenant(identity), id(identity), device.version(), next.name()));
    }

    private static Uni<Optional<Device>> one(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).map(DeviceStore::first);
    }

    private static Optional<Device> first(RowSet<Row> rows) {
        return rows.rowCount() == 0
                ? Optional.empty()
                : Optional.of(device(rows.iterator().next()));
    }

    static Device device(Row row) {
        return new Device(
                new DeviceIdentity(
                        new TenantId(row.getString("tenant_id")),
                        new DeviceId(row.getString("id"))),
                DeviceState.valueOf(row.getString("state")),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static String tenant(DeviceIdentity identity) {
        return identity.tenant().value();
    }

    private static String id(DeviceIdentity identity) {
        return identity.device().value();
    }
}
