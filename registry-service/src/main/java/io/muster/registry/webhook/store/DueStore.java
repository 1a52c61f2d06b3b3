// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook.store;

import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map.Entry;
import java.util.UUID;

/** Which deliveries are sent next. */
@ApplicationScoped
public class DueStore {

    // Goes from webhook to webhook that has something waiting, however much that is, and gives each
    // tenant its share in turn.
    // Taken for two minutes: if nothing is heard of it, it is due again.
    private static final String TAKE =
            """
            WITH RECURSIVE waiting AS (
                (SELECT tenant_id, webhook_id FROM webhook_delivery WHERE state = 'PENDING'
                    ORDER BY tenant_id, webhook_id LIMIT 1)
                UNION ALL
                SELECT next.tenant_id, next.webhook_id FROM waiting AS here CROSS JOIN LATERAL (
                    SELECT d.tenant_id, d.webhook_id FROM webhook_delivery d
                    WHERE d.state = 'PENDING' AND (d.tenant_id, d.webhook_id) > (here.tenant_id, here.webhook_id)
                    ORDER BY d.tenant_id, d.webhook_id LIMIT 1) AS next),
            first AS (
                SELECT w.tenant_id, w.webhook_id, w.url, w.secret, d.delivery_id, d.next_at,
                    d.place + coalesce(f.flying, 0) AS place
                FROM waiting JOIN webhook w USING (tenant_id, webhook_id)
                LEFT JOIN unnest($2::uuid[], $3::int[]) AS f (webhook_id, flying) ON f.webhook_id = w.webhook_id
                CROSS JOIN LATERAL (
                    SELECT due.delivery_id, due.next_at, row_number() OVER (ORDER BY due.next_at) AS place FROM (
                        SELECT delivery_id, next_at FROM webhook_delivery
                        WHERE tenant_id = w.tenant_id AND webhook_id = w.webhook_id AND state = 'PENDING' AND next_at <= now()
                        ORDER BY next_at LIMIT $6 FOR UPDATE SKIP LOCKED) AS due) AS d
                WHERE w.enabled),
            fair AS (
                SELECT first.*, row_number() OVER (PARTITION BY tenant_id ORDER BY place, next_at)
                    + coalesce(f.flying, 0) AS turn
                FROM first LEFT JOIN unnest($4::text[], $5::int[]) AS f (tenant_id, flying) USING (tenant_id)
                WHERE place <= $6),
            taken AS (SELECT * FROM fair WHERE turn <= $7 ORDER BY turn, next_at LIMIT $1)
            UPDATE webhook_delivery d SET next_at = now() + interval '2 minutes', attempts = d.attempts + 1
            FROM taken t, webhook_event e
            WHERE d.tenant_id = t.tenant_id AND d.delivery_id = t.delivery_id
                AND e.tenant_id = d.tenant_id AND e.event_id = d.event_id
            RETURNING d.tenant_id, d.delivery_id, d.webhook_id, t.url, t.secret, d.event_id, e.body, d.attempts
            """;

    /** Takes deliveries that are due and that there is room for, so that no other replica does. */
    public Uni<List<DueDelivery>> take(SqlConnection connection, Room room) {
        var webhooks = List.copyOf(room.webhooks().entrySet());
        var tenants = List.copyOf(room.tenants().entrySet());
        var values =
                Tuple.tuple()
                        .addInteger(room.free())
                        .addArrayOfUUID(webhooks.stream().map(Entry::getKey).toArray(UUID[]::new))
                        .addArrayOfInteger(counts(webhooks))
                        .addArrayOfString(
                                tenants.stream()
                                        .map(tenant -> tenant.getKey().value())
                                        .toArray(String[]::new))
                        .addArrayOfInteger(counts(tenants))
                        .addInteger(Room.PER_WEBHOOK)
                        .addInteger(Room.PER_TENANT);
        return connection
                .preparedQuery(TAKE)
                .execute(values)
                .map(rows -> rows.stream().map(DueStore::due).toList());
    }

    private static <K> Integer[] counts(List<Entry<K, Integer>> flying) {
        return flying.stream().map(Entry::getValue).toArray(Integer[]::new);
    }

    private static DueDelivery due(Row row) {
        return new DueDelivery(
                new TenantId(row.getString("tenant_id")),
                row.getUUID("delivery_id"),
                row.getUUID("webhook_id"),
                URI.create(row.getString("url")),
                row.getBuffer("secret"),
                row.getString("event_id"),
                row.getString("body"),
                row.getInteger("attempts"));
    }
}
