// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook.store;

import io.muster.platform.event.CloudEvent;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Deliveries to webhooks. */
@ApplicationScoped
public class DeliveryStore {

    private static final String INSERT =
            """
            WITH wanted AS (
                SELECT w.webhook_id, e.event_id, e.type, e.body
                FROM webhook w, unnest($2::text[], $3::text[], $4::text[]) AS e (event_id, type, body)
                WHERE w.tenant_id = $1 AND w.enabled AND (w.types = '{}' OR e.type = ANY(w.types))),
            kept AS (
                INSERT INTO webhook_event (tenant_id, event_id, body) SELECT DISTINCT $1, event_id, body FROM wanted)
            INSERT INTO webhook_delivery (tenant_id, webhook_id, event_id, type)
            SELECT $1, webhook_id, event_id, type FROM wanted
            """;
    private static final String DELIVERED =
            """
            UPDATE webhook_delivery SET state = 'DELIVERED', status = $3, error = NULL, delivered_at = now()
            WHERE tenant_id = $1 AND delivery_id = $2
            """;
    private static final String AGAIN =
            """
            UPDATE webhook_delivery SET state = $3, status = $4, error = $5, next_at = $6
            WHERE tenant_id = $1 AND delivery_id = $2
            """;
    private static final String GIVE_UP =
            """
            UPDATE webhook_delivery SET state = 'FAILED', error = coalesce(error, 'the webhook was disabled')
            WHERE tenant_id = $1 AND webhook_id = $2 AND state = 'PENDING'
            """;
    private static final String LIST =
            """
            SELECT * FROM webhook_delivery WHERE tenant_id = $1 AND webhook_id = $2
            ORDER BY created_at DESC, delivery_id DESC LIMIT $3
            """;
    private static final String REPLAY =
            """
            WITH event AS (
                UPDATE webhook_event e SET touched_at = now() FROM webhook_delivery d
                WHERE d.tenant_id = $1 AND d.webhook_id = $2 AND d.delivery_id = $3
                    AND e.tenant_id = d.tenant_id AND e.event_id = d.event_id
                RETURNING e.event_id, d.type)
            INSERT INTO webhook_delivery (tenant_id, webhook_id, event_id, type)
            SELECT $1, $2, event_id, type FROM event
            RETURNING *
            """;
    private static final String WAITING =
            """
            SELECT count(*) AS n FROM (
                SELECT FROM webhook_delivery WHERE tenant_id = $1 AND webhook_id = $2 AND state = 'PENDING' LIMIT $3) AS waiting
            """;
    private static final String FORGET =
            """
            DELETE FROM webhook_delivery WHERE (tenant_id, delivery_id) IN (
                SELECT tenant_id, delivery_id FROM webhook_delivery WHERE created_at < $1 LIMIT $2)
            """;
    private static final String FORGET_EVENTS =
            """
            DELETE FROM webhook_event WHERE (tenant_id, event_id) IN (
                SELECT tenant_id, event_id FROM webhook_event WHERE touched_at < $1 LIMIT $2)
            """;
    private static final String DELETE =
            "DELETE FROM webhook_delivery WHERE tenant_id = $1 AND webhook_id = $2";

    /** Keeps events for the webhooks that want them. */
    public Uni<Void> insert(SqlConnection connection, TenantId tenant, List<CloudEvent> events) {
        var values =
                Tuple.tuple()
                        .addString(tenant.value())
                        .addArrayOfString(column(events, CloudEvent::id))
                        .addArrayOfString(column(events, CloudEvent::type))
                        .addArrayOfString(column(events, DeliveryStore::body));
        return connection.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    private static String[] column(List<CloudEvent> events, Function<CloudEvent, String> value) {
        return events.stream().map(value).toArray(String[]::new);
    }

    private static String body(CloudEvent event) {
        return new String(event.toBytes(), StandardCharsets.UTF_8);
    }

    public Uni<Void> delivered(SqlConnection connection, DueDelivery delivery, int status) {
        return connection
                .preparedQuery(DELIVERED)
                .execute(Tuple.of(delivery.tenant().value(), delivery.id(), status))
                .replaceWithVoid();
    }

    /** It was not taken; it is tried again, or with FAILED no more. */
    public Uni<Void> failed(
            SqlConnection connection, DueDelivery delivery, Delivery.State state, Miss miss) {
        return connection
                .preparedQuery(AGAIN)
                .execute(
                        Tuple.tuple()
                                .addString(delivery.tenant().value())
                                .addUUID(delivery.id())
                                .addString(state.name())
                                .addInteger(miss.status().orElse(null))
                                .addString(miss.error())
                                .addOffsetDateTime(miss.nextAt().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Why it was not taken, and when it is tried again. */
    public record Miss(Optional<Integer> status, String error, Instant nextAt) {}

    /** Nothing more is sent to a webhook for now. */
    public Uni<Void> giveUp(SqlConnection connection, Webhook webhook) {
        return connection.preparedQuery(GIVE_UP).execute(key(webhook)).replaceWithVoid();
    }

    /** The newest deliveries to a webhook. */
    public Uni<List<Delivery>> list(SqlConnection connection, Webhook webhook, int limit) {
        return all(connection, LIST, key(webhook).addInteger(limit));
    }

    /** Sends the event of a delivery once more. */
    public Uni<Optional<Delivery>> replay(SqlConnection connection, Webhook webhook, UUID id) {
        return all(connection, REPLAY, key(webhook).addUUID(id))
                .map(made -> made.stream().findFirst());
    }

    /** How many deliveries wait for a webhook, counted up to so many. */
    public Uni<Long> waiting(SqlConnection connection, Webhook webhook, int most) {
        return connection
                .preparedQuery(WAITING)
                .execute(key(webhook).addInteger(most))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    /** Deletes some deliveries of before a moment; answers how many. */
    public Uni<Integer> forget(SqlConnection connection, Instant before, int most) {
        return forget(connection, FORGET, before, most);
    }

    /** Deletes some events of before a moment, whose deliveries are gone; answers how many. */
    public Uni<Integer> forgetEvents(SqlConnection connection, Instant before, int most) {
        return forget(connection, FORGET_EVENTS, before, most);
    }

    private static Uni<Integer> forget(
            SqlConnection connection, String sql, Instant before, int most) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), most))
                .map(rows -> rows.rowCount());
    }

    /** Deletes all deliveries to a webhook. */
    public Uni<Void> delete(SqlConnection connection, Webhook webhook) {
        return connection.preparedQuery(DELETE).execute(key(webhook)).replaceWithVoid();
    }

    private static Tuple key(Webhook webhook) {
        return Tuple.tuple().addString(webhook.tenant().value()).addUUID(webhook.id());
    }

    private static Uni<List<Delivery>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(DeliveryStore::delivery).toList());
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.getUUID("delivery_id"),
                row.getString("event_id"),
                row.getString("type"),
                Delivery.State.valueOf(row.getString("state")),
                row.getInteger("attempts"),
                row.getOffsetDateTime("next_at").toInstant(),
                Optional.ofNullable(row.getInteger("status")),
                Optional.ofNullable(row.getString("error")),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("delivered_at"))
                        .map(OffsetDateTime::toInstant));
    }
}
