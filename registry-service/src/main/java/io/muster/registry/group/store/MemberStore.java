// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group.store;

import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Who is in groups that are filled by hand, and the devices that groups have to look at. A device
 * is locked before its membership changes, so that events about it come in the right order.
 */
@ApplicationScoped
public class MemberStore {

    private static final String LOCK =
            """
            SELECT id FROM device WHERE tenant_id = $1 AND id = ANY($2) AND deleted_at IS NULL ORDER BY id FOR UPDATE
            """;
    private static final String ADD =
            """
            INSERT INTO group_member (tenant_id, device_id, group_id) SELECT $1, id, $3 FROM unnest($2::text[]) AS given (id)
            ON CONFLICT DO NOTHING
            RETURNING device_id
            """;
    private static final String REMOVE =
            "DELETE FROM group_member WHERE tenant_id = $1 AND device_id = ANY($2) AND group_id = $3 RETURNING device_id";
    private static final String CROWDED =
            """
            SELECT device_id FROM group_member WHERE tenant_id = $1 AND device_id = ANY($2)
            GROUP BY device_id HAVING count(*) > $3 LIMIT 1
            """;
    private static final String OF_GROUP =
            """
            SELECT device_id FROM group_member WHERE tenant_id = $1 AND group_id = $2 ORDER BY device_id LIMIT $3
            """;
    private static final String RECHECKS =
            """
            SELECT r.device_id FROM group_recheck r JOIN device d ON d.tenant_id = r.tenant_id AND d.id = r.device_id
            WHERE r.tenant_id = $1 ORDER BY r.device_id LIMIT $2 FOR UPDATE SKIP LOCKED
            """;
    private static final String RECHECKED =
            "DELETE FROM group_recheck WHERE tenant_id = $1 AND device_id = ANY($2)";

    /** Locks those of these devices that there are; answers them in order. */
    public Uni<List<String>> lock(SqlConnection connection, TenantId tenant, List<String> devices) {
        return ids(connection, LOCK, key(tenant, devices), "id");
    }

    /** Puts devices into a group; answers those that were not in it. */
    public Uni<List<String>> add(
            SqlConnection connection, TenantId tenant, List<String> devices, UUID group) {
        return ids(connection, ADD, key(tenant, devices).addUUID(group), "device_id");
    }

    /** Takes devices out of a group; answers those that were in it. */
    public Uni<List<String>> remove(
            SqlConnection connection, TenantId tenant, List<String> devices, UUID group) {
        return ids(connection, REMOVE, key(tenant, devices).addUUID(group), "device_id");
    }

    /** Says whether one of these devices is in more groups than it may. */
    public Uni<Boolean> crowded(
            SqlConnection connection, TenantId tenant, List<String> devices, long most) {
        return ids(connection, CROWDED, key(tenant, devices).addLong(most), "device_id")
                .map(found -> !found.isEmpty());
    }

    /** Some of the devices of a group, deleted ones too. */
    public Uni<List<String>> some(
            SqlConnection connection, TenantId tenant, UUID group, int limit) {
        return ids(connection, OF_GROUP, Tuple.of(tenant.value(), group, limit), "device_id");
    }

    /** Takes devices, and locks them, whose presence has changed and that nobody works at. */
    public Uni<List<String>> rechecks(SqlConnection connection, TenantId tenant, int limit) {
        return ids(connection, RECHECKS, Tuple.of(tenant.value(), limit), "device_id")
                .call(due -> connection.preparedQuery(RECHECKED).execute(key(tenant, due)));
    }

    private static Tuple key(TenantId tenant, List<String> devices) {
        return Tuple.tuple()
                .addString(tenant.value())
                .addArrayOfString(devices.toArray(String[]::new));
    }

    private static Uni<List<String>> ids(
            SqlConnection connection, String sql, Tuple values, String column) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(row -> row.getString(column)).toList());
    }
}
