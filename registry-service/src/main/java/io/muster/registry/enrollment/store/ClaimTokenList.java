// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.platform.topic.TenantId;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Claim tokens as operators look at them: never their secrets, which are not kept. */
@ApplicationScoped
public class ClaimTokenList
        implements PanacheRepositoryBase<ClaimTokenEntity, ClaimTokenEntity.Key> {

    private static final String OF_PROFILE =
            """
            key.tenantId = ?1 and profile = ?2 and issuer is null and (createdAt < ?3 or createdAt = ?3 and key.id < ?4)
            order by createdAt desc, key.id desc
            """;

    /** A token in the list. */
    public record Listed(
            UUID id,
            Optional<String> deviceId,
            Optional<String> pattern,
            int maxUses,
            int uses,
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> usedAt,
            Optional<Instant> revokedAt,
            boolean locked) {}

    /** Lists the tokens of a profile after a place. */
    @WithSession
    public Uni<List<Listed>> list(TenantId tenant, String profile, NewestFirst after, int limit) {
        return find(OF_PROFILE, tenant.value(), profile, after.at(), after.id())
                .range(0, limit - 1)
                .list()
                .map(found -> found.stream().map(ClaimTokenList::listed).toList());
    }

    private static Listed listed(ClaimTokenEntity token) {
        return new Listed(
                token.key.id(),
                Optional.ofNullable(token.deviceId),
                Optional.ofNullable(token.pattern),
                token.maxUses,
                token.uses,
                token.createdAt,
                token.expiresAt,
                Optional.ofNullable(token.usedAt),
                Optional.ofNullable(token.revokedAt),
                token.failures >= ClaimTokenStore.MAX_FAILURES);
    }
}
