// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.gateway.store;

import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The gateways of many devices with few statements. Whoever adds one holds the tenant's row, and
 * looks for a circle before the transaction ends: two that each see no circle could close one.
 */
@ApplicationScoped
public class GatewayBatchStore {

    private static final String USABLE =
            """
            SELECT d.id, coalesce(t.gateway, false) AS gateway FROM device d
            LEFT JOIN device_type t ON t.tenant_id = d.tenant_id AND t.id = d.type
            WHERE d.tenant_id = $1 AND d.id = ANY($2::text[]) AND d.deleted_at IS NULL
            """;
    private static final String OF =
            "SELECT device_id, gateway_id FROM device_gateway WHERE tenant_id = $1 AND device_id = ANY($2::text[]) ORDER BY 1, 2";
    private static final String ABOVE =
            """
            WITH RECURSIVE above AS (
                SELECT device_id, gateway_id FROM device_gateway WHERE tenant_id = $1 AND device_id = ANY($2::text[])
                UNION
                SELECT g.device_id, g.gateway_id FROM above a
                    JOIN device_gateway g ON g.tenant_id = $1 AND g.device_id = a.gateway_id)
            SELECT device_id, gateway_id FROM above
            """;
    private static final String CIRCLE =
            """
            WITH RECURSIVE above AS (
                SELECT device_id AS origin, gateway_id FROM device_gateway WHERE tenant_id = $1 AND device_id = ANY($2::text[])
                UNION
                SELECT a.origin, g.gateway_id FROM above a
                    JOIN device_gateway g ON g.tenant_id = $1 AND g.device_id = a.gateway_id)
            SELECT 1 FROM above WHERE origin = gateway_id LIMIT 1
            """;
    private static final String ADD =
            """
            INSERT INTO device_gateway (tenant_id, device_id, gateway_id)
            SELECT $1, * FROM unnest($2::text[], $3::text[]) AS given (device_id, gateway_id)
            ON CONFLICT DO NOTHING
            """;
    private static final String REMOVE =
            """
            DELETE FROM device_gateway g USING unnest($2::text[], $3::text[]) AS given (device_id, gateway_id)
            WHERE g.tenant_id = $1 AND g.device_id = given.device_id AND g.gateway_id = given.gateway_id
            """;
    private static final String FORGET_WHAT_THEY_SAID =
            """
            UPDATE presence p SET gateway_session = NULL FROM unnest($2::text[], $3::text[]) AS given (device_id, gateway_id)
            WHERE p.tenant_id = $1 AND p.device_id = given.device_id AND p.gateway = given.gateway_id
            """;

    /** That a gateway speaks for a device. */
    public record Link(String device, String gateway) {}

    /** Those of these devices that there are, and whether they are gateways. */
    public Uni<Map<String, Boolean>> usable(
            SqlConnection connection, TenantId tenant, Collection<String> ids) {
        return asked(connection, USABLE, tenant, ids)
                .map(rows ->
                        rows.stream()
                                .collect(
                                        Collectors.toMap(
                                                row -> row.getString("id"),
                                                row -> row.getBoolean("gateway"))));
    }

    /** The gateways that speak for these devices. */
    public Uni<List<Link>> of(
            SqlConnection connection, TenantId tenant, Collection<String> devices) {
        return asked(connection, OF, tenant, devices).map(GatewayBatchStore::links);
    }

    /** The same, and the gateways that speak for these gateways, and so on. */
    public Uni<List<Link>> above(
            SqlConnection connection, TenantId tenant, Collection<String> devices) {
        return asked(connection, ABOVE, tenant, devices).map(GatewayBatchStore::links);
    }

    /** Whether one of these devices is, by way of others, its own gateway. */
    public Uni<Boolean> circle(
            SqlConnection connection, TenantId tenant, Collection<String> devices) {
        return asked(connection, CIRCLE, tenant, devices).map(rows -> rows.size() > 0);
    }

    private static List<Link> links(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new Link(row.getString("device_id"), row.getString("gateway_id")))
                .toList();
    }

    private static Uni<RowSet<Row>> asked(
            SqlConnection connection, String sql, TenantId tenant, Collection<String> ids) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(tenant.value(), ids.toArray(String[]::new)));
    }

    /** Lets gateways speak for devices. */
    public Uni<Void> add(SqlConnection connection, TenantId tenant, List<Link> links) {
        return write(connection, ADD, tenant, links);
    }

    /** Lets them speak no more, nor count what they said. */
    public Uni<Void> remove(SqlConnection connection, TenantId tenant, List<Link> links) {
        return write(connection, REMOVE, tenant, links)
                .chain(() -> write(connection, FORGET_WHAT_THEY_SAID, tenant, links));
    }

    private static Uni<Void> write(
            SqlConnection connection, String sql, TenantId tenant, List<Link> links) {
        return links.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(sql)
                        .execute(
                                Tuple.of(
                                        tenant.value(),
                                        column(links, Link::device),
                                        column(links, Link::gateway)))
                        .replaceWithVoid();
    }

    private static String[] column(List<Link> links, Function<Link, String> of) {
        return links.stream().map(of).toArray(String[]::new);
    }
}
