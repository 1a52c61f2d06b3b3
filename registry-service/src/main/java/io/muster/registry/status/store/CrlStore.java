// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.RevocationReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Revocation lists as they were made, and what the next ones have to say. */
@ApplicationScoped
public class CrlStore {

    private static final String BEGIN =
            """
            INSERT INTO crl (tenant_id, issuer, shard, refresh_at)
            SELECT i.tenant_id, i.fingerprint, s.shard, now()
            FROM issuer i CROSS JOIN LATERAL generate_series(0, i.shards - 1) AS s (shard)
            WHERE i.kind = 'INTERNAL' AND i.state IN ('ISSUING', 'VERIFY_ONLY')
                AND NOT EXISTS (SELECT 1 FROM crl c WHERE c.tenant_id = i.tenant_id AND c.issuer = i.fingerprint)
            ON CONFLICT DO NOTHING
            """;
    // In no order: a list that can't be made must not keep others from their turn.
    private static final String WANTED =
            """
            SELECT c.tenant_id, c.issuer, c.shard
            FROM crl c JOIN issuer i ON i.tenant_id = c.tenant_id AND i.fingerprint = c.issuer
            WHERE i.state IN ('ISSUING', 'VERIFY_ONLY') AND (c.refresh_at <= now() OR EXISTS (
                SELECT 1 FROM revocation r
                WHERE r.tenant_id = c.tenant_id AND r.issuer = c.issuer AND r.shard = c.shard AND NOT r.published))
            ORDER BY random() LIMIT 64
            """;
    private static final String OF_LIST = "WHERE tenant_id = $1 AND issuer = $2 AND shard = $3";
    private static final String LOCK =
            """
            SELECT number, reference, coalesce(reference_at, now()) AS reference_at, refresh_at <= now() AS due
            FROM crl WHERE tenant_id = $1 AND issuer = $2 AND shard = $3 FOR UPDATE SKIP LOCKED
            """;
    private static final String FORGET =
            "DELETE FROM revocation " + OF_LIST + " AND (lifted OR expires_at < $4)";
    private static final String REFER =
            "UPDATE revocation SET in_reference = true " + OF_LIST + " AND NOT in_reference";
    private static final String PUBLISH =
            "UPDATE revocation SET published = true " + OF_LIST + " AND NOT published";
    private static final String ENTRIES =
            "SELECT serial_hex, reason, revoked_at, lifted, in_reference FROM revocation "
                    + OF_LIST;
    private static final String REPLACE =
            """
            UPDATE crl SET number = $4, reference = $5, reference_at = $6, this_update = $7, next_update = $8,
                refresh_at = $9, complete = $10, delta = $11
            """
                    + OF_LIST;
    private static final String HEAD =
            "SELECT number, next_update FROM crl " + OF_LIST + " AND number > 0";
    private static final String READ =
            "SELECT number, next_update, complete, delta FROM crl " + OF_LIST + " AND number > 0";

    /** What was made of a list. */
    public record Made(
            long number,
            long reference,
            Instant referenceAt,
            Instant thisUpdate,
            Instant nextUpdate,
            Instant refreshAt,
            Buffer complete,
            Buffer delta) {}

    /** Which list there is. */
    public record Head(long number, Instant nextUpdate) {}

    /** A list in DER with what changed since its reference. */
    public record Lists(Head head, Buffer complete, Buffer delta) {}

    /** Gives authorities that are new their lists, to be made soon. */
    public Uni<Void> begin(SqlConnection connection) {
        return connection.query(BEGIN).execute().replaceWithVoid();
    }

    /** Some of the lists that have to be made anew. */
    public Uni<List<ListId>> listWanted(SqlConnection connection) {
        return connection
                .query(WANTED)
                .execute()
                .map(rows -> rows.stream().map(CrlStore::id).toList());
    }

    private static ListId id(Row row) {
        return new ListId(
                new TenantId(row.getString("tenant_id")),
                new Fingerprint(row.getString("issuer")),
                row.getInteger("shard"));
    }

    /** Takes a list to make it anew; empty when somebody else is at it. */
    public Uni<Optional<CrlState>> lock(SqlConnection connection, ListId list) {
        return connection
                .preparedQuery(LOCK)
                .execute(key(list))
                .map(rows -> rows.stream().findFirst().map(CrlStore::state));
    }

    private static CrlState state(Row row) {
        return new CrlState(
                row.getLong("number"),
                row.getLong("reference"),
                row.getOffsetDateTime("reference_at").toInstant(),
                row.getBoolean("due"));
    }

    /**
     * Makes the next complete list the one that deltas refer to. What had expired when the one
     * before was made has been on a list after its end, and may leave.
     */
    public Uni<Void> refer(SqlConnection connection, ListId list, Instant before) {
        return connection
                .preparedQuery(FORGET)
                .execute(key(list).addOffsetDateTime(before.atOffset(ZoneOffset.UTC)))
                .chain(() -> connection.preparedQuery(REFER).execute(key(list)))
                .replaceWithVoid();
    }

    /** What the next lists have to say; everything that was committed until now. */
    public Uni<List<Revoked>> take(SqlConnection connection, ListId list) {
        return connection
                .preparedQuery(PUBLISH)
                .execute(key(list))
                .chain(() -> connection.preparedQuery(ENTRIES).execute(key(list)))
                .map(rows -> rows.stream().map(CrlStore::revoked).toList());
    }

    private static Revoked revoked(Row row) {
        return new Revoked(
                new BigInteger(row.getString("serial_hex"), 16),
                row.getOffsetDateTime("revoked_at").toInstant(),
                RevocationReason.parse(row.getString("reason"))
                        .orElse(RevocationReason.UNSPECIFIED),
                row.getBoolean("lifted"),
                row.getBoolean("in_reference"));
    }

    /** Keeps new lists. */
    public Uni<Void> replace(SqlConnection connection, ListId list, Made made) {
        var row =
                key(list)
                        .addLong(made.number())
                        .addLong(made.reference())
                        .addOffsetDateTime(made.referenceAt().atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(made.thisUpdate().atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(made.nextUpdate().atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(made.refreshAt().atOffset(ZoneOffset.UTC))
                        .addBuffer(made.complete())
                        .addBuffer(made.delta());
        return connection.preparedQuery(REPLACE).execute(row).replaceWithVoid();
    }

    /** Which list there is; empty when there is none. */
    public Uni<Optional<Head>> head(SqlConnection connection, ListId list) {
        return connection
                .preparedQuery(HEAD)
                .execute(key(list))
                .map(rows -> rows.stream().findFirst().map(CrlStore::head));
    }

    /** The newest lists; empty when there are none. */
    public Uni<Optional<Lists>> read(SqlConnection connection, ListId list) {
        return connection
                .preparedQuery(READ)
                .execute(key(list))
                .map(rows ->
                        rows.stream()
                                .findFirst()
                                .map(row ->
                                        new Lists(
                                                head(row),
                                                row.getBuffer("complete"),
                                                row.getBuffer("delta"))));
    }

    private static Head head(Row row) {
        return new Head(row.getLong("number"), row.getOffsetDateTime("next_update").toInstant());
    }

    private static Tuple key(ListId list) {
        return Tuple.tuple()
                .addString(list.tenant().value())
                .addString(list.issuer().hex())
                .addInteger(list.shard());
    }
}
