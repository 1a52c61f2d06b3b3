// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.artifact.Artifact;
import io.muster.ota.artifact.Sha256;
import io.muster.platform.paging.Cursor;
import io.muster.platform.topic.TenantId;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What is known of uploaded artifacts. */
@ApplicationScoped
public class ArtifactRecords {

    private final Records records;

    ArtifactRecords(Records records) {
        this.records = records;
    }

    /** Reads one. */
    public Uni<Optional<Artifact>> find(TenantId tenant, Sha256 sha256) {
        return records.read(() -> found(tenant, sha256));
    }

    private static Uni<Optional<Artifact>> found(TenantId tenant, Sha256 sha256) {
        return ArtifactEntity.<ArtifactEntity>findById(ArtifactEntity.Key.of(tenant, sha256))
                .map(found -> Optional.ofNullable(found).map(ArtifactEntity::toArtifact));
    }

    /**
     * Adds an artifact in the caller's transaction; answers the one that was there already, if any.
     */
    public Uni<Optional<Artifact>> add(TenantId tenant, Artifact artifact) {
        return found(tenant, artifact.sha256())
                .call(there ->
                        there.isPresent()
                                ? Uni.createFrom().voidItem()
                                : ArtifactEntity.of(tenant, artifact).persistAndFlush());
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
