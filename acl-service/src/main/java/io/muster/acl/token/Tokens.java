// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import io.muster.acl.bounded.Workers;
import io.muster.acl.decision.Reason;
import io.muster.acl.digest.Sha256;
import io.muster.acl.token.TokenVerdict.KeyUnknown;
import io.muster.acl.token.TokenVerdict.Refused;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Verifies bearer tokens of all issuers, and remembers the verdicts for a while. A token that many
 * show at once is verified once.
 */
public final class Tokens {

    private static final TokenVerdict INVALID = new Refused(Reason.TOKEN_INVALID);
    private static final TokenVerdict STRANGE = new Refused(Reason.ISSUER_UNKNOWN);
    private static final TokenVerdict OVERLOADED = new Refused(Reason.OVERLOADED);
    private static final TokenVerdict UNAVAILABLE = new Refused(Reason.UNAVAILABLE);

    private final TokenIssuers issuers;
    private final Workers workers;
    private final InstantSource clock;
    private final TokenMemory memory = new TokenMemory();
    private final Map<String, Uni<TokenVerdict>> underWay = new ConcurrentHashMap<>();

    public Tokens(TokenIssuers issuers, Workers workers, InstantSource clock) {
        this.issuers = issuers;
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * Says whether somebody meant this to be a token; whether it is a good one, verifying tells.
     */
    public static boolean resembles(String text) {
        return text.startsWith("eyJ") && text.indexOf('.') > 0;
    }

    /** Never fails; whatever goes wrong is a refusal. */
    public Uni<TokenVerdict> verify(String token) {
        var digest = Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
        return memory.find(digest, clock.instant())
                .<Uni<TokenVerdict>>map(verdict -> Uni.createFrom().item(verdict))
                .orElseGet(() -> read(token, digest));
    }

    private Uni<TokenVerdict> read(String text, String digest) {
        var token = UnverifiedToken.parse(text);
        if (token.isEmpty()) {
            return Uni.createFrom().item(INVALID);
        }
        return issuers.find(token.get().issuer())
                .map(issuer -> joined(new Verification(token.get(), digest, issuer)))
                .orElseGet(() -> Uni.createFrom().item(STRANGE));
    }

    private Uni<TokenVerdict> joined(Verification verification) {
        return underWay.computeIfAbsent(
                verification.digest,
                digest ->
                        Uni.createFrom()
                                .deferred(verification::run)
                                .onTermination()
                                .invoke(() -> underWay.remove(digest))
                                .memoize()
                                .indefinitely());
    }

    /** One token on its way from its issuer's keys to a verdict. */
    private final class Verification {

        private final UnverifiedToken token;
        private final String digest;
        private final Issuer issuer;

        Verification(UnverifiedToken token, String digest, Issuer issuer) {
            this.token = token;
            this.digest = digest;
            this.issuer = issuer;
        }

        Uni<TokenVerdict> run() {
            return issuer.keys()
                    .available()
                    .chain(this::with)
                    .chain(verdict ->
                            verdict instanceof KeyUnknown
                                    ? issuer.keys().newer().chain(this::with)
                                    : Uni.createFrom().item(verdict));
        }

        private Uni<TokenVerdict> with(KeySet keys) {
            if (keys.keys().isEmpty()) {
                return Uni.createFrom().item(UNAVAILABLE);
            }
            return workers.run(() -> judge(keys), OVERLOADED);
        }

        private TokenVerdict judge(KeySet keys) {
            var now = clock.instant();
            var verdict = issuer.verifier().verify(token, keys, now);
            memory.remember(digest, verdict, issuer.keys(), keys, now);
            return verdict;
        }
    }
}
