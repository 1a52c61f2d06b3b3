// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Attempts to get a certificate, good and bad. */
@Singleton
public class EnrollmentStore {

    private static final String INSERT =
            """
            INSERT INTO enrollment (tenant_id, id, device_id, profile, method, result, reason, remote_ip, csr_sha256, fingerprint)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
    private static final String LIST =
            """
            SELECT * FROM enrollment
            WHERE tenant_id = $1 AND device_id = $2 AND (at, id) < ($3, $4)
            ORDER BY at DESC, id DESC LIMIT $5
            """;
    private static final String FORGET_OLD =
            """
            DELETE FROM enrollment WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM enrollment WHERE at < now() - interval '30 days' LIMIT $1)
            """;

    /**
     * What is kept of an attempt.
     *
     * @param device as the client named it; nobody vouches for it where the attempt was refused
     * @param method what it was authorised with: see {@code Grant.method}
     * @param reason the code of the refusal; empty when a certificate was issued
     */
    public record Attempt(
            String device,
            String profile,
            String method,
            Optional<String> reason,
            String remoteIp,
            Optional<Fingerprint> csr,
            Optional<Fingerprint> certificate) {}

    /** An attempt as it was recorded. */
    public record Recorded(UUID id, Instant at, Attempt attempt) {}

    /** Keeps an attempt. */
    public Uni<Void> insert(SqlConnection connection, TenantId tenant, Attempt attempt) {
        var row =
                Tuple.tuple()
                        .addString(tenant.value())
                        .addUUID(UUID.randomUUID())
                        .addString(attempt.device())
                        .addString(attempt.profile())
                        .addString(attempt.method())
                        .addString(attempt.reason().isPresent() ? "REJECTED" : "ISSUED")
                        .addString(attempt.reason().orElse(null))
                        .addString(attempt.remoteIp())
                        .addString(attempt.csr().map(Fingerprint::hex).orElse(null))
                        .addString(attempt.certificate().map(Fingerprint::hex).orElse(null));
        return connection.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    /** Lists the attempts of a device after a place, newest first. */
    public Uni<List<Recorded>> list(
            SqlConnection connection, DeviceIdentity identity, NewestFirst after, int limit) {
        var values =
                Tuple.of(
                        identity.tenant().value(),
                        identity.device().value(),
                        after.at().atOffset(ZoneOffset.UTC),
                        after.id(),
                        limit);
        return connection
                .preparedQuery(LIST)
                .execute(values)
                .map(rows -> rows.stream().map(EnrollmentStore::recorded).toList());
    }

    /** Forgets some of the attempts that are older than a month; answers how many. */
    public Uni<Integer> forgetOld(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(FORGET_OLD)
                .execute(Tuple.of(limit))
                .map(rows -> rows.rowCount());
    }

    private static Recorded recorded(Row row) {
        var attempt =
                new Attempt(
                        row.getString("device_id"),
                        row.getString("profile"),
                        row.getString("method"),
                        Optional.ofNullable(row.getString("reason")),
                        row.getString("remote_ip"),
                        Optional.ofNullable(row.getString("csr_sha256")).map(Fingerprint::new),
                        Optional.ofNullable(row.getString("fingerprint")).map(Fingerprint::new));
        return new Recorded(row.getUUID("id"), row.getOffsetDateTime("at").toInstant(), attempt);
    }
}
