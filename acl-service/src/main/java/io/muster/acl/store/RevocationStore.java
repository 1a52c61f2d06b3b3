// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.acl.revocation.Revocation;
import io.muster.acl.revocation.RevocationKind;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The table of revocations. */
@ApplicationScoped
class RevocationStore {

    private static final Logger LOG = Logger.getLogger(RevocationStore.class);
    private static final String COLUMNS =
            "tenant_id, revision, live, kind, value, reason, revoked_by, revoked_at, until_at";
    private static final String FIND =
            "SELECT %s FROM revocation WHERE tenant_id = $1 AND revocation_id = $2"
                    .formatted(COLUMNS);
    private static final String CHANGES =
            """
            SELECT %s FROM revocation WHERE tenant_id = $1 AND revision > $2
            ORDER BY revision LIMIT $3
            """
                    .formatted(COLUMNS);
    private static final String PUT =
            """
            INSERT INTO revocation (%s, revocation_id)
            VALUES ($1, $2, true, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (tenant_id, revocation_id) DO UPDATE SET revision = excluded.revision,
                live = true, reason = excluded.reason, revoked_by = excluded.revoked_by,
                revoked_at = excluded.revoked_at, until_at = excluded.until_at
            """
                    .formatted(COLUMNS);
    private static final String END =
            """
            UPDATE revocation SET live = false, revision = $3, until_at = $4
            WHERE tenant_id = $1 AND revocation_id = $2
            """;
    private static final String TENANTS =
            "SELECT DISTINCT tenant_id FROM revocation WHERE until_at < $1 LIMIT $2";
    private static final String DELETE =
            """
            DELETE FROM revocation WHERE tenant_id = $1 AND revocation_id IN (
                SELECT revocation_id FROM revocation WHERE tenant_id = $1 AND until_at < $2
                ORDER BY until_at LIMIT $3)
            RETURNING revision
            """;

    /** Some changes in their order, of those that can be read. */
    record Changes(List<StoredRevocation> read, int rows, long last) {}

    /** Reads one, also one that is over. */
    Uni<Optional<StoredRevocation>> find(SqlConnection connection, TenantId tenant, String id) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> Rows.first(rows, RevocationStore::read).flatMap(found -> found));
    }

    /** What changed after a revision, as it is now. */
    Uni<Changes> changes(SqlConnection connection, TenantId tenant, long after, int limit) {
        return connection
                .preparedQuery(CHANGES)
                .execute(Tuple.of(tenant.value(), after, limit))
                .map(rows -> {
                    var read =
                            Rows.list(rows, RevocationStore::read).stream()
                                    .flatMap(Optional::stream)
                                    .toList();
                    var last = Rows.list(rows, row -> row.getLong("revision"));
                    return new Changes(read, rows.size(), last.isEmpty() ? after : last.getLast());
                });
    }

    /** Adds one, or changes the one of the same thing. */
    Uni<Void> put(SqlConnection connection, Revocation revocation, long revision) {
        return connection.preparedQuery(PUT).execute(row(revocation, revision)).replaceWithVoid();
    }

    private static Tuple row(Revocation revocation, long revision) {
        return Tuple.tuple()
                .addString(revocation.tenant().value())
                .addLong(revision)
                .addString(revocation.kind().wireName())
                .addString(revocation.value())
                .addString(revocation.reason())
                .addString(revocation.by())
                .addOffsetDateTime(utc(revocation.since()))
                .addOffsetDateTime(utc(revocation.until()))
                .addString(revocation.id());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** Takes one back. */
    Uni<Void> end(SqlConnection connection, Revocation revocation, long revision, Instant now) {
        return connection
                .preparedQuery(END)
                .execute(
                        Tuple.of(
                                revocation.tenant().value(),
                                revocation.id(),
                                revision,
                                now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Some tenants with revocations that were over before then. */
    Uni<List<TenantId>> tenantsWithSomeOver(SqlConnection connection, Instant then, int limit) {
        return connection
                .preparedQuery(TENANTS)
                .execute(Tuple.of(then.atOffset(ZoneOffset.UTC), limit))
                .map(rows -> Rows.list(rows, row -> new TenantId(row.getString("tenant_id"))));
    }

    /** Deletes some that were over before then; the latest change that is lost with them. */
    Uni<OptionalLong> delete(SqlConnection connection, TenantId tenant, Instant then, int limit) {
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(tenant.value(), then.atOffset(ZoneOffset.UTC), limit))
                .map(rows ->
                        Rows.list(rows, row -> row.getLong("revision")).stream()
                                .mapToLong(revision -> revision)
                                .max());
    }

    /**
     * A later release may know of kinds that this one can't act on: that must not keep it from
     * those that it can.
     */
    private static Optional<StoredRevocation> read(Row row) {
        var kind = RevocationKind.of(row.getString("kind"));
        if (kind.isEmpty()) {
            LOG.errorf(
                    "A revocation of tenant %s is of the kind %s, which is not known here: it is"
                            + " not in force on this replica",
                    row.getString("tenant_id"), row.getString("kind"));
        }
        return kind.map(known -> read(row, known));
    }

    private static StoredRevocation read(Row row, RevocationKind kind) {
        boolean live = row.getBoolean("live");
        var until = live ? row.getOffsetDateTime("until_at") : null;
        var revocation =
                new Revocation(
                        new TenantId(row.getString("tenant_id")),
                        kind,
                        row.getString("value"),
                        row.getOffsetDateTime("revoked_at").toInstant(),
                        until == null ? null : until.toInstant(),
                        row.getString("reason"),
                        row.getString("revoked_by"));
        return new StoredRevocation(revocation, live);
    }
}
