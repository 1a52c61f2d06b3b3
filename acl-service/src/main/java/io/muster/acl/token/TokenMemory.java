// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import io.muster.acl.bounded.RecentlyUsed;
import io.muster.acl.token.TokenVerdict.KeyUnknown;
import io.muster.acl.token.TokenVerdict.Refused;
import io.muster.acl.token.TokenVerdict.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Verdicts by the token's digest, only as long as the issuer's keys are the same. Good ones for
 * minutes; bad ones for seconds, so that a client which tries over and over costs no cryptography,
 * and in a map of their own, so that made-up tokens drive no good one out.
 */
final class TokenMemory {

    private static final int REMEMBERED = 10_000;
    private static final Duration GOOD = Duration.ofMinutes(5);
    private static final Duration BAD = Duration.ofSeconds(3);

    private record Entry(TokenVerdict verdict, IssuerKeys issuer, KeySet keys, Instant until) {
        boolean holdsAt(Instant now) {
            return now.isBefore(until) && issuer.latest().equals(keys);
        }
    }

    private final RecentlyUsed<String, Entry> good = new RecentlyUsed<>(REMEMBERED);
    private final RecentlyUsed<String, Entry> bad = new RecentlyUsed<>(REMEMBERED);

    Optional<TokenVerdict> find(String digest, Instant now) {
        return good.find(digest)
                .or(() -> bad.find(digest))
                .filter(entry -> entry.holdsAt(now))
                .map(Entry::verdict);
    }

    /**
     * @param keys the set that the verdict was reached with
     */
    void remember(
            String digest, TokenVerdict verdict, IssuerKeys issuer, KeySet keys, Instant now) {
        switch (verdict) {
            case Verified(_, _, var expiry) ->
                    good.put(digest, new Entry(verdict, issuer, keys, earlier(expiry, now)));
            case Refused _ -> bad.put(digest, new Entry(verdict, issuer, keys, now.plus(BAD)));
            case KeyUnknown() -> {} // the next set may have the key
        }
    }

    private static Instant earlier(Instant expiry, Instant now) {
        var end = now.plus(GOOD);
        return expiry.isBefore(end) ? expiry : end;
    }
}
