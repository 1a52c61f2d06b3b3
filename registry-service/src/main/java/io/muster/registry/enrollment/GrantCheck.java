// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.Grant.ByAuthority;
import io.muster.registry.enrollment.Grant.ByCertificate;
import io.muster.registry.enrollment.Grant.ByClaim;
import io.muster.registry.enrollment.Grant.ByOperator;
import io.muster.registry.enrollment.Grant.ByPerson;
import io.muster.registry.enrollment.Grant.ByToken;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.store.ClaimStore;
import io.muster.registry.enrollment.store.ClaimTokenStore;
import io.muster.registry.enrollment.store.ClaimTokenStore.ClaimToken;
import io.muster.registry.enrollment.store.DeviceKeyStore;
import io.muster.registry.enrollment.store.RenewalStore;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a grant still holds, looked at in the transaction that uses it and under the lock of the
 * device's row: of fifty uses of one token, one finds it unused. Fails with {@link TurnedDown}
 * where it does not.
 */
@Singleton
class GrantCheck {

    private static final Refusal EXHAUSTED =
            new Refusal(
                    RefusalReason.TOKEN_EXHAUSTED, "The claim token was used for another request.");
    private static final Refusal EXPIRED =
            new Refusal(RefusalReason.TOKEN_EXPIRED, "The claim token is past its time.");
    private static final Refusal KEY_REUSE =
            new Refusal(
                    RefusalReason.KEY_REUSE,
                    "The key belongs to another device or was compromised: make a new one.");

    private static final Refusal ENROLLED =
            new Refusal(
                    RefusalReason.INVALID_STATE,
                    "The device has enrolled already: somebody has to allow it once more.");

    private final ClaimTokenStore tokens;
    private final ClaimStore claims;
    private final RenewalCheck renewals;
    private final DeviceKeyStore keys;
    private final RenewalStore allowances;

    GrantCheck(
            ClaimTokenStore tokens,
            ClaimStore claims,
            RenewalCheck renewals,
            DeviceKeyStore keys,
            RenewalStore allowances) {
        this.tokens = tokens;
        this.claims = claims;
        this.renewals = renewals;
        this.keys = keys;
        this.allowances = allowances;
    }

    /** What is remarkable about the use of a grant. */
    enum Use {
        ORDINARY,
        /** The certificate that was shown had expired. */
        AFTER_EXPIRY
    }

    /** Uses the grant for the key of a request. */
    Uni<Use> use(SqlConnection connection, Draft draft, Device holder) {
        return switch (draft.grant()) {
            case ByToken token ->
                    firstEntry(connection, token, holder)
                            .chain(() -> useUp(connection, draft, token.token()))
                            .replaceWith(Use.ORDINARY);
            case ByClaim claim ->
                    firstEntry(connection, claim, holder)
                            .chain(() -> useUp(connection, draft, claim.claim()))
                            .replaceWith(Use.ORDINARY);
            case ByPerson _, ByOperator _ -> claimKey(connection, draft).replaceWith(Use.ORDINARY);
            case ByAuthority authority ->
                    firstEntry(connection, authority, holder)
                            .chain(() -> claimKey(connection, draft))
                            .replaceWith(Use.ORDINARY);
            case ByCertificate certificate ->
                    renewals.use(connection, certificate, draft.origin().profile().rules())
                            .call(() -> claimKey(connection, draft));
        };
    }

    /** Whoever shares the credentials with a device is not to take its place. */
    private Uni<Void> firstEntry(SqlConnection connection, Grant grant, Device holder) {
        if (!grant.shared() || holder.state() == DeviceState.CREATED) {
            return Uni.createFrom().voidItem();
        }
        return allowances
                .useAllowance(connection, grant.identity())
                .invoke(allowed -> {
                    if (!allowed) {
                        throw new TurnedDown(ENROLLED);
                    }
                })
                .replaceWithVoid();
    }

    /** Only where there is nothing to use somebody looks why. */
    private Uni<Void> useUp(SqlConnection connection, Draft draft, UUID claim) {
        var identity = draft.grant().identity();
        return claims.take(connection, identity, claim, draft.request().keyDigest())
                .chain(taken -> {
                    if (!taken.used()) {
                        return whyUnusable(connection, identity.tenant(), claim);
                    }
                    requireMine(taken.mine());
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> whyUnusable(SqlConnection connection, TenantId tenant, UUID claim) {
        return tokens.find(connection, tenant, claim)
                .invoke(found -> {
                    throw unusable(found);
                })
                .replaceWithVoid();
    }

    private static TurnedDown unusable(Optional<ClaimToken> found) {
        boolean late =
                found.filter(token -> token.expired() && !token.usedUp() && !token.closed())
                        .isPresent();
        return new TurnedDown(late ? EXPIRED : EXHAUSTED);
    }

    private Uni<Void> claimKey(SqlConnection connection, Draft draft) {
        return keys.claim(connection, draft.grant().identity(), draft.request().keyDigest())
                .invoke(GrantCheck::requireMine)
                .replaceWithVoid();
    }

    private static void requireMine(boolean mine) {
        if (!mine) {
            throw new TurnedDown(KEY_REUSE);
        }
    }
}
