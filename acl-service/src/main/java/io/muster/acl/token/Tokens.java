// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import io.muster.acl.bounded.RecentlyUsed;
import io.muster.acl.bounded.Workers;
import io.muster.acl.decision.Reason;
import io.muster.acl.digest.Sha256;
import io.muster.acl.token.TokenVerdict.KeyUnknown;
import io.muster.acl.token.TokenVerdict.Refused;
import io.muster.acl.token.TokenVerdict.Verified;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Verifies bearer tokens, and remembers those that were good: by digest, for a few minutes, and
 * only as long as the issuer's keys are the same.
 */
public final class Tokens {

    private static final int REMEMBERED = 10_000;
    private static final Duration MEMORY = Duration.ofMinutes(5);

    private record Remembered(Verified verdict, KeySet keys, Instant until) {}

    private final TokenVerifier verifier;
    private final IssuerKeys keys;
    private final Workers workers;
    private final InstantSource clock;
    private final RecentlyUsed<String, Remembered> good = new RecentlyUsed<>(REMEMBERED);

    public Tokens(TokenRules rules, IssuerKeys keys, Workers workers, InstantSource clock) {
        this.verifier = new TokenVerifier(rules);
        this.keys = keys;
        this.workers = workers;
        this.clock = clock;
    }

    /** Never fails; whatever goes wrong is a refusal. */
    public Uni<TokenVerdict> verify(String token) {
        var digest = Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
        return remembered(digest)
                .<Uni<TokenVerdict>>map(verdict -> Uni.createFrom().item(verdict))
                .orElseGet(() -> verify(token, digest));
    }

    private Optional<Verified> remembered(String digest) {
        var now = clock.instant();
        var current = keys.latest();
        return good.find(digest)
                .filter(found -> found.keys().equals(current) && now.isBefore(found.until()))
                .map(Remembered::verdict)
                .filter(verdict -> now.isBefore(verdict.expiresAt()));
    }

    private Uni<TokenVerdict> verify(String token, String digest) {
        return keys.available()
                .chain(set -> verify(token, digest, set))
                .chain(verdict ->
                        verdict instanceof KeyUnknown
                                ? keys.newer().chain(set -> verify(token, digest, set))
                                : Uni.createFrom().item(verdict));
    }

    private Uni<TokenVerdict> verify(String token, String digest, KeySet set) {
        if (set.keys().isEmpty()) {
            return Uni.createFrom().item(new Refused(Reason.UNAVAILABLE));
        }
        return workers.<TokenVerdict>run(
                        () -> verifier.verify(token, set, clock.instant()),
                        new Refused(Reason.OVERLOADED))
                .invoke(verdict -> remember(digest, verdict, set));
    }

    private void remember(String digest, TokenVerdict verdict, KeySet set) {
        if (verdict instanceof Verified verified) {
            good.put(digest, new Remembered(verified, set, clock.instant().plus(MEMORY)));
        }
    }
}
