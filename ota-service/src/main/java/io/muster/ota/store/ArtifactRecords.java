// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.artifact.Artifact;
import io.muster.ota.artifact.Sha256;
import io.muster.platform.paging.Cursor;
import io.muster.platform.topic.TenantId;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What is known of uploaded artifacts. */
@ApplicationScoped
public class ArtifactRecords {

    private static final String INSERT =
            """
            INSERT INTO artifact (tenant_id, sha256, size, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant_id, sha256) DO NOTHING
            """;
    private static final String SELECT =
            """
            SELECT sha256, size, created_by, created_at FROM artifact
            WHERE tenant_id = $1 AND sha256 = $2
            """;

    private final Records records;

    ArtifactRecords(Records records) {
        this.records = records;
    }

    /** Reads one. */
    public Uni<Optional<Artifact>> find(TenantId tenant, Sha256 sha256) {
        return records.read(() ->
                ArtifactEntity.<ArtifactEntity>findById(ArtifactEntity.Key.of(tenant, sha256))
                        .map(found -> Optional.ofNullable(found).map(ArtifactEntity::toArtifact)));
    }

    /**
     * Adds an artifact in the caller's transaction; answers the one that was there already, if any.
     */
    public Uni<Optional<Artifact>> add(
            SqlConnection connection, TenantId tenant, Artifact artifact) {
        return connection
                .preparedQuery(INSERT)
                .execute(row(tenant, artifact))
                .chain(inserted ->
                        inserted.rowCount() == 1
                                ? Uni.createFrom().item(Optional.empty())
                                : there(connection, tenant, artifact.sha256()));
    }

    private static Tuple row(TenantId tenant, Artifact artifact) {
        return Tuple.of(
                tenant.value(),
                artifact.sha256().hex(),
                artifact.size(),
                artifact.createdBy(),
                Rows.utc(artifact.createdAt()));
    }

    private static Uni<Optional<Artifact>> there(
            SqlConnection connection, TenantId tenant, Sha256 sha256) {
        return connection
                .preparedQuery(SELECT)
                .execute(Tuple.of(tenant.value(), sha256.hex()))
                .map(rows -> Rows.first(rows, ArtifactRecords::read));
    }

    private static Artifact read(Row row) {
        return new Artifact(
                new Sha256(row.getString("sha256")),
                row.getLong("size"),
                row.getString("created_by"),
                Rows.instant(row, "created_at"));
    }

    /** Artifacts by digest, from a cursor on. */
    public Uni<List<Artifact>> list(TenantId tenant, Optional<Cursor> from, int limit) {
        var after = from.map(cursor -> cursor.position().getFirst()).orElse("");
        return records.read(() ->
                ArtifactEntity.<ArtifactEntity>find(
                                "key.tenantId = ?1 and key.sha256 > ?2",
                                Sort.by("key.sha256"),
                                tenant.value(),
                                after)
                        .range(0, limit - 1)
                        .list()
                        .map(list -> list.stream().map(ArtifactEntity::toArtifact).toList()));
    }

    /** Where an artifact stands in the list. */
    public static Cursor cursor(Artifact artifact) {
        return Cursor.at(artifact.sha256().hex());
    }
}
