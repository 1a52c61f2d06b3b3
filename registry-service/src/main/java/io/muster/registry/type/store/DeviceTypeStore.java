// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.type.store;

import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The device types of tenants. */
@ApplicationScoped
public class DeviceTypeStore {

    private static final String FIND = "SELECT * FROM device_type WHERE tenant_id = $1 AND id = $2";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String KEEP = FIND + " FOR SHARE";
    private static final String LIST =
            "SELECT * FROM device_type WHERE tenant_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    private static final String INSERT =
            """
            INSERT INTO device_type (tenant_id, id, display_name, attribute_schema, heartbeat_seconds, gateway)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT DO NOTHING
            RETURNING *
            """;
    private static final String REPLACE =
            """
            UPDATE device_type SET display_name = $3, attribute_schema = $4, heartbeat_seconds = $5, gateway = $6,
                version = version + 1, updated_at = now()
            WHERE tenant_id = $1 AND id = $2
            RETURNING *
            """;
    private static final String DELETE =
            """
            DELETE FROM device_type WHERE tenant_id = $1 AND id = $2
                AND NOT EXISTS (SELECT 1 FROM device WHERE tenant_id = $1 AND type = $2)
            """;

    /** What is chosen for a type. */
    public record Draft(
            Optional<String> displayName,
            Optional<String> attributeSchema,
            Optional<Duration> heartbeat,
            boolean gateway) {}

    /** Finds a type. */
    public Uni<Optional<DeviceType>> find(SqlConnection connection, TenantId tenant, String id) {
        return one(connection, FIND, Tuple.of(tenant.value(), id));
    }

    /** Finds a type and keeps others from changing it until the transaction ends. */
    public Uni<Optional<DeviceType>> lock(SqlConnection connection, TenantId tenant, String id) {
        return one(connection, LOCK, Tuple.of(tenant.value(), id));
    }

    /** The same, side by side with others who only need it to stay as it is. */
    public Uni<Optional<DeviceType>> keep(SqlConnection connection, TenantId tenant, String id) {
        return one(connection, KEEP, Tuple.of(tenant.value(), id));
    }

    /** Lists types in the order of their ids, those after one id. */
    public Uni<List<DeviceType>> list(
            SqlConnection connection, TenantId tenant, String after, int limit) {
        return all(connection, LIST, Tuple.of(tenant.value(), after, limit));
    }

    /** Adds a type; empty when its id is taken. */
    public Uni<Optional<DeviceType>> insert(
            SqlConnection connection, TenantId tenant, String id, Draft draft) {
        return one(connection, INSERT, row(tenant, id, draft));
    }

    /** Changes a type that the caller has locked. */
    public Uni<DeviceType> replace(
            SqlConnection connection, TenantId tenant, String id, Draft draft) {
        return one(connection, REPLACE, row(tenant, id, draft)).map(Optional::orElseThrow);
    }

    /**
     * Deletes a type that the caller has locked; false when devices are of it, deleted ones too.
     */
    public Uni<Boolean> delete(SqlConnection connection, TenantId tenant, String id) {
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(tenant.value(), id))
                .map(deleted -> deleted.rowCount() == 1);
    }

    private static Tuple row(TenantId tenant, String id, Draft draft) {
        return Tuple.of(
                tenant.value(),
                id,
                draft.displayName().orElse(null),
                draft.attributeSchema().orElse(null),
                draft.heartbeat().map(every -> (int) every.toSeconds()).orElse(null),
                draft.gateway());
    }

    private static Uni<Optional<DeviceType>> one(
            SqlConnection connection, String sql, Tuple values) {
        return all(connection, sql, values).map(found -> found.stream().findFirst());
    }

    private static Uni<List<DeviceType>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(DeviceTypeStore::type).toList());
    }

    private static DeviceType type(Row row) {
        return new DeviceType(
                row.getString("id"),
                Optional.ofNullable(row.getString("display_name")),
                Optional.ofNullable(row.getString("attribute_schema")),
                Optional.ofNullable(row.getInteger("heartbeat_seconds")).map(Duration::ofSeconds),
                row.getBoolean("gateway"),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
