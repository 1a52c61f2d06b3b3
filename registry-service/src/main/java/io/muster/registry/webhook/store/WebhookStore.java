// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook.store;

import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The webhooks' own rows. */
@ApplicationScoped
public class WebhookStore {

    private static final String INSERT =
            """
            INSERT INTO webhook (tenant_id, webhook_id, url, types, secret, created_by)
            VALUES ($1, $2, $3, $4, $5, $6)
            RETURNING *
            """;
    private static final String COUNT = "SELECT count(*) AS n FROM webhook WHERE tenant_id = $1";
    private static final String LIST =
            "SELECT * FROM webhook WHERE tenant_id = $1 ORDER BY created_at, webhook_id";
    private static final String FIND =
            "SELECT * FROM webhook WHERE tenant_id = $1 AND webhook_id = $2";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String DELETE =
            "DELETE FROM webhook WHERE tenant_id = $1 AND webhook_id = $2";
    private static final String ENABLE =
            """
            UPDATE webhook SET enabled = true, failures = 0, reason = NULL
            WHERE tenant_id = $1 AND webhook_id = $2 RETURNING *
            """;
    private static final String WORKS =
            "UPDATE webhook SET failures = 0 WHERE tenant_id = $1 AND webhook_id = $2 AND failures > 0";
    private static final String FAILS =
            """
            UPDATE webhook SET failures = failures + 1, enabled = enabled AND failures + 1 < $3 AND NOT $4,
                reason = CASE WHEN enabled AND (failures + 1 >= $3 OR $4) THEN $5 ELSE reason END
            WHERE tenant_id = $1 AND webhook_id = $2 AND enabled
            RETURNING *
            """;
    private static final String TENANTS = "SELECT DISTINCT tenant_id FROM webhook WHERE enabled";

    /** A new webhook and its sealed secret. */
    public record Draft(UUID id, URI url, List<String> types, Buffer secret, String actor) {}

    /** How many webhooks a tenant has. */
    public Uni<Long> count(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    /** Adds a webhook. */
    public Uni<Webhook> insert(SqlConnection connection, TenantId tenant, Draft draft) {
        return one(
                        connection,
                        INSERT,
                        Tuple.tuple()
                                .addString(tenant.value())
                                .addUUID(draft.id())
                                .addString(draft.url().toString())
                                .addArrayOfString(draft.types().toArray(String[]::new))
                                .addBuffer(draft.secret())
                                .addString(draft.actor()))
                .map(Optional::orElseThrow);
    }

    public Uni<List<Webhook>> list(SqlConnection connection, TenantId tenant) {
        return all(connection, LIST, Tuple.of(tenant.value()));
    }

    public Uni<Optional<Webhook>> find(SqlConnection connection, TenantId tenant, UUID id) {
        return one(connection, FIND, Tuple.of(tenant.value(), id));
    }

    /** Finds a webhook and keeps others from changing it until the transaction ends. */
    public Uni<Optional<Webhook>> lock(SqlConnection connection, TenantId tenant, UUID id) {
        return one(connection, LOCK, Tuple.of(tenant.value(), id));
    }

    public Uni<Void> delete(SqlConnection connection, Webhook webhook) {
        return connection.preparedQuery(DELETE).execute(key(webhook)).replaceWithVoid();
    }

    /** Has events sent to it again. */
    public Uni<Webhook> enable(SqlConnection connection, Webhook webhook) {
        return one(connection, ENABLE, key(webhook)).map(Optional::orElseThrow);
    }

    /** An event was taken: earlier failures are forgiven. */
    public Uni<Void> works(SqlConnection connection, TenantId tenant, UUID id) {
        return connection
                .preparedQuery(WORKS)
                .execute(Tuple.of(tenant.value(), id))
                .replaceWithVoid();
    }

    /**
     * An event was not taken. Answers the webhook as it is now, disabled after so many failures in
     * a row or at once; empty when it was disabled before.
     */
    public Uni<Optional<Webhook>> fails(
            SqlConnection connection,
            TenantId tenant,
            UUID id,
            int most,
            boolean atOnce,
            String reason) {
        return one(connection, FAILS, Tuple.of(tenant.value(), id, most, atOnce, reason));
    }

    /** The tenants that have webhooks. */
    public Uni<List<TenantId>> tenants(SqlConnection connection) {
        return connection
                .query(TENANTS)
                .execute()
                .map(rows ->
                        rows.stream()
                                .map(row -> new TenantId(row.getString("tenant_id")))
                                .toList());
    }

    private static Tuple key(Webhook webhook) {
        return Tuple.of(webhook.tenant().value(), webhook.id());
    }

    private static Uni<Optional<Webhook>> one(SqlConnection connection, String sql, Tuple values) {
        return all(connection, sql, values).map(found -> found.stream().findFirst());
    }

    private static Uni<List<Webhook>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(WebhookStore::webhook).toList());
    }

    private static Webhook webhook(Row row) {
        return new Webhook(
                new TenantId(row.getString("tenant_id")),
                row.getUUID("webhook_id"),
                URI.create(row.getString("url")),
                List.of(row.getArrayOfStrings("types")),
                row.getBoolean("enabled"),
                row.getInteger("failures"),
                Optional.ofNullable(row.getString("reason")),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
