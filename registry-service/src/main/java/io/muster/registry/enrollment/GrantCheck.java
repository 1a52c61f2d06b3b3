// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.enrollment.Grant.ByCertificate;
import io.muster.registry.enrollment.Grant.ByToken;
import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.store.ClaimTokenStore;
import io.muster.registry.enrollment.store.ClaimTokenStore.ClaimToken;
import io.muster.registry.enrollment.store.DeviceKeyStore;
import io.muster.registry.identity.DeviceCertificate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Whether a grant still holds, looked at in the transaction that uses it and under the lock of the
 * device's row: of fifty uses of one token, one finds it unused.
 */
@ApplicationScoped
class GrantCheck {

    private static final Refusal EXHAUSTED =
            new Refusal(
                    RefusalReason.TOKEN_EXHAUSTED, "The claim token was used for another request.");
    private static final Refusal EXPIRED =
            new Refusal(RefusalReason.TOKEN_EXPIRED, "The claim token is past its time.");
    private static final Refusal REVOKED =
            new Refusal(RefusalReason.CERTIFICATE_REVOKED, "The certificate was revoked.");
    private static final Refusal OUT_OF_DATE =
            new Refusal(
                    RefusalReason.CERTIFICATE_EXPIRED,
                    "The certificate has expired: the device has to enroll again.");
    private static final Refusal KEY_REUSE =
            new Refusal(
                    RefusalReason.KEY_REUSE,
                    "The key belongs to another device or was compromised: make a new one.");

    private final ClaimTokenStore tokens;
    private final CertificateStore certificates;
    private final DeviceKeyStore keys;
    private final Clock clock;

    GrantCheck(
            ClaimTokenStore tokens,
            CertificateStore certificates,
            DeviceKeyStore keys,
            Clock clock) {
        this.tokens = tokens;
        this.certificates = certificates;
        this.keys = keys;
        this.clock = clock;
    }

    /** Uses the grant for a key; where it answers a refusal, nothing was written. */
    Uni<Optional<Refusal>> use(SqlConnection connection, Grant grant, CertificateRequest request) {
        return firstBreach(connection, grant)
                .chain(breach ->
                        breach.isPresent()
                                ? Uni.createFrom().item(breach)
                                : claimKey(connection, grant, request));
    }

    private Uni<Optional<Refusal>> firstBreach(SqlConnection connection, Grant grant) {
        return switch (grant) {
            case ByToken(var identity, var token) ->
                    tokens.find(connection, identity.tenant(), token).map(GrantCheck::breach);
            case ByCertificate(var identity, var current) ->
                    certificates
                            .lock(connection, identity.tenant(), current)
                            .map(found -> found.map(this::breach).orElse(Optional.of(REVOKED)));
        };
    }

    private static Optional<Refusal> breach(Optional<ClaimToken> found) {
        if (found.isEmpty() || found.get().used()) {
            return Optional.of(EXHAUSTED);
        }
        return found.filter(ClaimToken::expired).map(_ -> EXPIRED);
    }

    private Optional<Refusal> breach(DeviceCertificate certificate) {
        if (certificate.revocation().isPresent()) {
            return Optional.of(REVOKED);
        }
        return certificate.validity().contains(clock.instant())
                ? Optional.empty()
                : Optional.of(OUT_OF_DATE);
    }

    private Uni<Optional<Refusal>> claimKey(
            SqlConnection connection, Grant grant, CertificateRequest request) {
        return keys.claim(connection, grant.identity(), request.keyDigest())
                .chain(mine ->
                        mine
                                ? consume(connection, grant).replaceWith(Optional.empty())
                                : Uni.createFrom().item(Optional.of(KEY_REUSE)));
    }

    private Uni<Void> consume(SqlConnection connection, Grant grant) {
        return switch (grant) {
            case ByToken(var identity, var token) ->
                    tokens.consume(connection, identity.tenant(), token)
                            .invoke(GrantCheck::requireConsumed)
                            .replaceWithVoid();
            case ByCertificate _ -> Uni.createFrom().voidItem();
        };
    }

    /** Was found unused under the lock, by the same clock. */
    private static void requireConsumed(boolean consumed) {
        if (!consumed) {
            throw new IllegalStateException("a claim token changed without the device's lock");
        }
    }
}
