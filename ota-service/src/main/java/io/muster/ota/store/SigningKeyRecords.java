// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.release.RegisteredKey;
import io.muster.platform.paging.Cursor;
import io.muster.platform.topic.TenantId;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The public keys that a tenant has registered. */
@ApplicationScoped
public class SigningKeyRecords {

    private final Records records;

    SigningKeyRecords(Records records) {
        this.records = records;
    }

    /** Reads one, revoked or not. */
    public Uni<Optional<RegisteredKey>> find(TenantId tenant, String keyId) {
        return records.read(() -> found(tenant, keyId));
    }

    private static Uni<Optional<RegisteredKey>> found(TenantId tenant, String keyId) {
        return entity(tenant, keyId)
                .map(found -> Optional.ofNullable(found).map(SigningKeyEntity::toKey));
    }

    private static Uni<SigningKeyEntity> entity(TenantId tenant, String keyId) {
        return SigningKeyEntity.findById(new SigningKeyEntity.Key(tenant.value(), keyId));
    }

    /** Adds a key in the caller's transaction; answers the one of that name, if there was one. */
    public Uni<Optional<RegisteredKey>> add(TenantId tenant, RegisteredKey key) {
        return found(tenant, key.key().keyId())
                .call(there ->
                        there.isPresent()
                                ? Uni.createFrom().voidItem()
                                : SigningKeyEntity.of(tenant, key).persistAndFlush());
    }

    /** Revokes a key in the caller's transaction, once; answers it as it is then. */
    public Uni<Optional<RegisteredKey>> revoke(TenantId tenant, String keyId, Instant now) {
        return entity(tenant, keyId)
                .map(found -> Optional.ofNullable(found).map(key -> revoked(key, now)));
    }

    /** The session writes the change when the transaction ends. */
    private static RegisteredKey revoked(SigningKeyEntity key, Instant now) {
        if (key.revokedAt == null) {
            key.revokedAt = now;
        }
        return key.toKey();
    }

    /** Keys by name, from a cursor on. */
    public Uni<List<RegisteredKey>> list(TenantId tenant, Optional<Cursor> from, int limit) {
        var after = from.map(cursor -> cursor.position().getFirst()).orElse("");
        return records.read(() ->
                SigningKeyEntity.<SigningKeyEntity>find(
                                "key.tenantId = ?1 and key.keyId > ?2",
                                Sort.by("key.keyId"),
                                tenant.value(),
                                after)
                        .range(0, limit - 1)
                        .list()
                        .map(list -> list.stream().map(SigningKeyEntity::toKey).toList()));
    }

    /** Where a key stands in the list. */
    public static Cursor cursor(RegisteredKey key) {
        return Cursor.at(key.key().keyId());
    }
}
