// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.outbox;

import io.muster.platform.event.CloudEvent;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The tables of the outbox: one head row per tenant that counts, the events, and who relays which
 * tenant.
 */
@Singleton
class OutboxStore {

    /** Takes the tenant's next sequences and puts each into its event; answers the last. */
    private static final String APPEND =
            """
            WITH head AS (
                INSERT INTO event_head (tenant_id, seq) VALUES ($1, $2)
                ON CONFLICT (tenant_id) DO UPDATE SET seq = event_head.seq + excluded.seq
                RETURNING seq),
            numbered AS (
                SELECT head.seq - $2 + e.place AS seq, e.type, e.unnumbered
                FROM head CROSS JOIN unnest($3::text[], $4::text[]) WITH ORDINALITY AS e(type, unnumbered, place)),
            written AS (
                INSERT INTO outbox_event (tenant_id, seq, type, body)
                SELECT $1, seq, type, unnumbered || seq || $5 FROM numbered)
            SELECT seq FROM head
            """;

    private static final String HEADS = "SELECT tenant_id, seq FROM event_head ORDER BY tenant_id";
    private static final String PENDING_TENANTS =
            """
            SELECT tenant_id FROM event_head h
            WHERE EXISTS (SELECT 1 FROM outbox_event e WHERE e.tenant_id = h.tenant_id)
            ORDER BY tenant_id LIMIT $1
            """;
    // Taken when free, already ours or run out; the database's clock decides, so replicas need not
    // agree on theirs.
    private static final String LEASE =
            """
            INSERT INTO outbox_lease (tenant_id, holder, held_until) VALUES ($1, $2, now() + interval '15 seconds')
            ON CONFLICT (tenant_id) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
            WHERE outbox_lease.holder = excluded.holder OR outbox_lease.held_until < now()
            """;
    private static final String RELEASE =
            "DELETE FROM outbox_lease WHERE tenant_id = $1 AND holder = $2";
    private static final String FIRST =
            """
            SELECT seq, type, body FROM outbox_event WHERE tenant_id = $1 ORDER BY seq LIMIT $2
            """;
    private static final String DELETE_UP_TO =
            "DELETE FROM outbox_event WHERE tenant_id = $1 AND seq <= $2";

    /** An event as it waits: its body is final, so relaying only copies. */
    record Pending(long sequence, String type, String body) {}

    /**
     * Adds events in this order behind all others of the tenant, and answers the sequence of the
     * last one. What sequences they had does not matter.
     */
    Uni<Long> append(SqlConnection connection, TenantId tenant, List<CloudEvent> events) {
        var rows =
                Tuple.tuple()
                        .addString(tenant.value())
                        .addLong((long) events.size())
                        .addArrayOfString(column(events, CloudEvent::type))
                        .addArrayOfString(column(events, CloudEvent::unnumbered))
                        .addString(CloudEvent.NUMBERED);
        return connection
                .preparedQuery(APPEND)
                .execute(rows)
                .map(answer -> answer.iterator().next().getLong("seq"));
    }

    private static String[] column(List<CloudEvent> events, Function<CloudEvent, String> value) {
        return events.stream().map(value).toArray(String[]::new);
    }

    Uni<List<EventHead>> heads(SqlConnection connection) {
        return connection.query(HEADS).execute().map(rows -> list(rows, OutboxStore::head));
    }

    private static EventHead head(Row row) {
        return new EventHead(new TenantId(row.getString("tenant_id")), row.getLong("seq"));
    }

    Uni<List<TenantId>> pendingTenants(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(PENDING_TENANTS)
                .execute(Tuple.of(limit))
                .map(rows -> list(rows, row -> new TenantId(row.getString("tenant_id"))));
    }

    Uni<Boolean> lease(SqlConnection connection, TenantId tenant, UUID holder) {
        return connection
                .preparedQuery(LEASE)
                .execute(Tuple.of(tenant.value(), holder))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> release(SqlConnection connection, TenantId tenant, UUID holder) {
        return connection
                .preparedQuery(RELEASE)
                .execute(Tuple.of(tenant.value(), holder))
                .replaceWithVoid();
    }

    Uni<List<Pending>> first(SqlConnection connection, TenantId tenant, int limit) {
        return connection
                .preparedQuery(FIRST)
                .execute(Tuple.of(tenant.value(), limit))
                .map(rows -> list(rows, OutboxStore::pending));
    }

    Uni<Void> deleteUpTo(SqlConnection connection, TenantId tenant, long sequence) {
        return connection
                .preparedQuery(DELETE_UP_TO)
                .execute(Tuple.of(tenant.value(), sequence))
                .replaceWithVoid();
    }

    private static Pending pending(Row row) {
        return new Pending(row.getLong("seq"), row.getString("type"), row.getString("body"));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapper) {
        var list = new ArrayList<T>(rows.size());
        rows.forEach(row -> list.add(mapper.apply(row)));
        return list;
    }
}
