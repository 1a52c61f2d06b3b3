// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.idempotency;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Remembers for a day what was answered to a request with an {@code Idempotency-Key}, in the
 * transaction that did what was asked for: a repeated request finds the answer or, when the first
 * one was rolled back, is done itself.
 */
@ApplicationScoped
public class IdempotencyKeys {

    private static final Pattern GRAMMAR = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final int UNFINISHED = 0;

    // A concurrent request with the same key waits here for the first one's end, so only one of
    // them does the work.
    private static final String CLAIM =
            """
            INSERT INTO idempotency_key (tenant_id, request_key, fingerprint, status, body) VALUES ($1, $2, $3, $4, '')
            ON CONFLICT (tenant_id, request_key) DO NOTHING
            """;
    private static final String FIND =
            """
            SELECT fingerprint, status, body FROM idempotency_key WHERE tenant_id = $1 AND request_key = $2
            """;
    private static final String FINISH =
            """
            UPDATE idempotency_key SET status = $3, body = $4 WHERE tenant_id = $1 AND request_key = $2
            """;
    private static final String FORGET_OLD =
            """
            DELETE FROM idempotency_key WHERE (tenant_id, request_key) IN (
                SELECT tenant_id, request_key FROM idempotency_key
                WHERE created_at < now() - interval '24 hours' LIMIT 5000)
            """;

    private final Database database;

    IdempotencyKeys(Database database) {
        this.database = database;
    }

    /**
     * Finds the answer of an earlier request with this key; empty when the caller is the first,
     * whose transaction then holds the key and must {@link #store} the answer before it commits. A
     * key that was used for another request is a 409 problem.
     */
    public Uni<Optional<Stored>> find(
            SqlConnection connection, TenantId tenant, String key, String fingerprint) {
        requireWellFormed(key);
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(tenant.value(), key, fingerprint, UNFINISHED))
                .chain(claimed ->
                        claimed.rowCount() == 1
                                ? Uni.createFrom().item(Optional.empty())
                                : earlier(connection, tenant, key, fingerprint));
    }

    private static Uni<Optional<Stored>> earlier(
            SqlConnection connection, TenantId tenant, String key, String fingerprint) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant.value(), key))
                .map(rows -> Optional.of(stored(rows.iterator().next(), fingerprint)));
    }

    private static Stored stored(Row row, String fingerprint) {
        if (!row.getString("fingerprint").equals(fingerprint)
                || row.getInteger("status") == UNFINISHED) {
            throw ProblemException.of(
                    409,
                    "idempotency-key-reused",
                    "The idempotency key belongs to another request",
                    "The key was used for a request with another path or body; use a new key.");
        }
        return new Stored(row.getInteger("status"), row.getString("body"));
    }

    /** Keeps the answer in the transaction that {@link #find} was called in. */
    public Uni<Void> store(SqlConnection connection, TenantId tenant, String key, Stored answer) {
        return connection
                .preparedQuery(FINISH)
                .execute(Tuple.of(tenant.value(), key, answer.status(), answer.body()))
                .replaceWithVoid();
    }

    /** As {@link #store(SqlConnection, TenantId, String, Stored)}. */
    public Uni<Void> store(
            SqlConnection connection, TenantId tenant, String key, int status, String body) {
        return store(connection, tenant, key, new Stored(status, body));
    }

    @Scheduled(every = "1m", delayed = "1m", identity = "idempotency-keys")
    Uni<Void> forgetOld() {
        return database.read(connection -> connection.query(FORGET_OLD).execute())
                .replaceWithVoid();
    }

    private static void requireWellFormed(String key) {
        if (!GRAMMAR.matcher(key).matches()) {
            throw Problems.invalid("Idempotency-Key must be 1 to 255 visible ASCII characters.");
        }
    }
}
