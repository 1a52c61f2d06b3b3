// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.artifact.Sha256;
import io.muster.ota.release.Base64Text;
import io.muster.ota.release.Manifest;
import io.muster.ota.release.Release;
import io.muster.ota.release.ReleaseState;
import io.muster.platform.paging.Cursor;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The releases of a tenant. */
@ApplicationScoped
public class ReleaseRecords {

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");
    private static final UUID LAST_ID = new UUID(-1, -1);

    private static final String INSERT =
            """
            INSERT INTO release (tenant_id, id, product, version, sha256, size, security_version,
                signature, key_id, state, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """;
    private static final String OF_VERSION =
            "SELECT * FROM release WHERE tenant_id = $1 AND product = $2 AND version = $3";

    private final Records records;

    ReleaseRecords(Records records) {
        this.records = records;
    }

    /** Reads one. */
    public Uni<Optional<Release>> find(TenantId tenant, UUID id) {
        return records.read(() ->
                ReleaseEntity.<ReleaseEntity>findById(new ReleaseEntity.Key(tenant.value(), id))
                        .map(ReleaseRecords::release));
    }

    /** Reads the release of a version, in the caller's transaction. */
    public Uni<Optional<Release>> ofVersion(
            SqlConnection connection, TenantId tenant, String product, String version) {
        return connection
                .preparedQuery(OF_VERSION)
                .execute(Tuple.of(tenant.value(), product, version))
                .map(rows -> Rows.first(rows, ReleaseRecords::read));
    }

    private static Release read(Row row) {
        return new Release(
                row.getUUID("id"),
                new Manifest(
                        row.getString("product"),
                        row.getString("version"),
                        new Sha256(row.getString("sha256")),
                        row.getLong("size"),
                        row.getLong("security_version")),
                new Base64Text(row.getString("signature")),
                row.getString("key_id"),
                ReleaseState.valueOf(row.getString("state")),
                row.getString("created_by"),
                Rows.instant(row, "created_at"));
    }

    private static Optional<Release> release(@Nullable ReleaseEntity found) {
        return Optional.ofNullable(found).map(ReleaseEntity::toRelease);
    }

    /** Adds a release in the caller's transaction. */
    public Uni<Void> add(SqlConnection connection, TenantId tenant, Release release) {
        return connection.preparedQuery(INSERT).execute(row(tenant, release)).replaceWithVoid();
    }

    private static Tuple row(TenantId tenant, Release release) {
        var manifest = release.manifest();
        return Tuple.tuple()
                .addString(tenant.value())
                .addUUID(release.id())
                .addString(manifest.product())
                .addString(manifest.version())
                .addString(manifest.sha256().hex())
                .addLong(manifest.size())
                .addLong(manifest.securityVersion())
                .addString(release.signature().value())
                .addString(release.keyId())
                .addString(release.state().name())
                .addString(release.createdBy())
                .addOffsetDateTime(Rows.utc(release.createdAt()));
    }

    /** The newest releases first, from a cursor on. */
    public Uni<List<Release>> list(TenantId tenant, Optional<Cursor> from, int limit) {
        var before = from.map(ReleaseRecords::time).orElse(END_OF_TIME);
        var id = from.map(cursor -> UUID.fromString(cursor.position().get(1))).orElse(LAST_ID);
        return records.read(() ->
                ReleaseEntity.<ReleaseEntity>find(
                                """
                                key.tenantId = ?1
                                and (createdAt < ?2 or (createdAt = ?2 and key.id < ?3))
                                order by createdAt desc, key.id desc
                                """,
                                tenant.value(),
                                before,
                                id)
                        .range(0, limit - 1)
                        .list()
                        .map(list -> list.stream().map(ReleaseEntity::toRelease).toList()));
    }

    /** Where a release stands in the list. */
    public static Cursor cursor(Release release) {
        return Cursor.at(release.createdAt().toString(), release.id().toString());
    }

    private static Instant time(Cursor cursor) {
        return Instant.parse(cursor.position().getFirst());
    }
}
