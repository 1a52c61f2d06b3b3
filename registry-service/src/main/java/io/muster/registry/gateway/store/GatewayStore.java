// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.gateway.store;

import io.muster.platform.topic.DeviceId;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which gateways speak for which devices. Whoever changes that has the device locked. */
@ApplicationScoped
public class GatewayStore {

    private static final String ADD =
            "INSERT INTO device_gateway (tenant_id, device_id, gateway_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    private static final String REMOVE =
            "DELETE FROM device_gateway WHERE tenant_id = $1 AND device_id = $2 AND gateway_id = $3";
    private static final String FORGET_WHAT_IT_SAID =
            "UPDATE presence SET gateway_session = NULL WHERE tenant_id = $1 AND device_id = $2 AND gateway = $3";
    private static final String COUNT =
            "SELECT count(*) AS n FROM device_gateway WHERE tenant_id = $1 AND device_id = $2";
    private static final String SPEAKS =
            """
            SELECT 1 FROM device_gateway g JOIN device d ON d.tenant_id = g.tenant_id AND d.id = g.gateway_id
            WHERE g.tenant_id = $1 AND g.device_id = $2 AND g.gateway_id = $3 AND d.deleted_at IS NULL
            """;

    /** Of a child whose gateway's session is over, nobody knows whether it is there. */
    private static final String CHILDREN =
            """
            SELECT c.device_id, p.changed_at, p.last_seen_at, CASE
                WHEN p.device_id IS NULL THEN 'NEVER_SEEN'
                WHEN NOT p.connected THEN 'OFFLINE'
                WHEN p.gateway IS NOT NULL AND (g.connected IS NOT TRUE
                    OR coalesce(g.own_session, g.session) IS DISTINCT FROM p.gateway_session) THEN 'UNKNOWN'
                WHEN p.stale THEN 'STALE'
                ELSE 'ONLINE' END AS status
            FROM device_gateway c
                JOIN device d ON d.tenant_id = c.tenant_id AND d.id = c.device_id AND d.deleted_at IS NULL
                LEFT JOIN presence p ON p.tenant_id = c.tenant_id AND p.device_id = c.device_id
                LEFT JOIN presence g ON g.tenant_id = p.tenant_id AND g.device_id = p.gateway
            WHERE c.tenant_id = $1 AND c.gateway_id = $2 AND c.device_id > $3
            ORDER BY c.device_id LIMIT $4
            """;

    /** A device that a gateway speaks for. */
    public record Child(
            String id, String status, Optional<Instant> changedAt, Optional<Instant> lastSeenAt) {}

    /** Lets a gateway speak for a device; it may do so already. */
    public Uni<Void> add(SqlConnection connection, DeviceIdentity device, DeviceId gateway) {
        return connection.preparedQuery(ADD).execute(key(device, gateway)).replaceWithVoid();
    }

    /** Lets it speak no more, nor count what it said; false when it did not. */
    public Uni<Boolean> remove(SqlConnection connection, DeviceIdentity device, DeviceId gateway) {
        return connection
                .preparedQuery(REMOVE)
                .execute(key(device, gateway))
                .map(removed -> removed.rowCount() == 1)
                .call(() ->
                        connection
                                .preparedQuery(FORGET_WHAT_IT_SAID)
                                .execute(key(device, gateway)));
    }

    /** How many gateways speak for a device. */
    public Uni<Long> count(SqlConnection connection, DeviceIdentity device) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(device.tenant().value(), device.device().value()))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    /** Whether a gateway may speak for a device now. */
    public Uni<Boolean> speaks(SqlConnection connection, DeviceIdentity device, DeviceId gateway) {
        return connection
                .preparedQuery(SPEAKS)
                .execute(key(device, gateway))
                .map(rows -> rows.rowCount() > 0);
    }

    /** The devices that a gateway speaks for, by id, those after one id. */
    public Uni<List<Child>> children(
            SqlConnection connection, DeviceIdentity gateway, String after, int limit) {
        return connection
                .preparedQuery(CHILDREN)
                .execute(Tuple.of(gateway.tenant().value(), gateway.device().value(), after, limit))
                .map(rows -> rows.stream().map(GatewayStore::child).toList());
    }

    private static Child child(Row row) {
        return new Child(
                row.getString("device_id"),
                row.getString("status"),
                instant(row, "changed_at"),
                instant(row, "last_seen_at"));
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(time -> time.toInstant());
    }

    private static Tuple key(DeviceIdentity device, DeviceId gateway) {
        return Tuple.of(device.tenant().value(), device.device().value(), gateway.value());
    }
}
