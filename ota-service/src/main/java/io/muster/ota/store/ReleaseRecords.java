// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.release.Release;
import io.muster.platform.paging.Cursor;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
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
    public Uni<Optional<Release>> ofVersion(TenantId tenant, String product, String version) {
        return ReleaseEntity.<ReleaseEntity>find(
                        "key.tenantId = ?1 and product = ?2 and version = ?3",
                        tenant.value(),
                        product,
                        version)
                .firstResult()
                .map(ReleaseRecords::release);
    }

    private static Optional<Release> release(@Nullable ReleaseEntity found) {
        return Optional.ofNullable(found).map(ReleaseEntity::toRelease);
    }

    /** Adds a release in the caller's transaction. */
    public Uni<Void> add(TenantId tenant, Release release) {
        return ReleaseEntity.of(tenant, release).persistAndFlush().replaceWithVoid();
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
