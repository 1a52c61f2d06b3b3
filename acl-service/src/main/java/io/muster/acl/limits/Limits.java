// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.limits;

import io.muster.acl.bounded.RecentlyUsed;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is not listened to for a while, asked before any cryptography. A stranger must not be able to
 * lock out the rightful holder of a name by failing with it: a client id or user name is therefore
 * blocked only together with the address that failed. When a name is failed with from many
 * addresses, each new one has a single failure instead of several; the holder, coming from a new
 * address with good credentials, needs none. Without an address from the broker nobody can be told
 * apart, and nothing is blocked by name.
 */
public final class Limits {

    private static final int REMEMBERED = 100_000;

    /** So many times the tolerance of one address, a name is under attack from many. */
    private static final int WIDESPREAD = 4;

    private record Key(Limit limit, @Nullable Object who, @Nullable String name) {}

    private final LimitRules rules;
    private final RecentlyUsed<Key, Strikes> strikes = new RecentlyUsed<>(REMEMBERED);

    public Limits(LimitRules rules) {
        this.rules = rules;
    }

    /** The limit that keeps this attempt out now; empty when it is listened to. */
    public Optional<Limit> blocking(Attempt attempt, Instant now) {
        var network = attempt.network();
        if (network == null) {
            return Optional.empty();
        }
        for (var limit : Limit.values()) {
            var name = name(limit, attempt);
            boolean named = limit == Limit.ADDRESS || name != null;
            if (named && of(new Key(limit, network, name)).blockedAt(now)) {
                return Optional.of(limit);
            }
        }
        return Optional.empty();
    }

    /** It failed, with credentials that nobody could have got by honest means. */
    public void failed(Attempt attempt, Instant now) {
        var network = attempt.network();
        if (network == null) {
            return;
        }
        strike(new Key(Limit.ADDRESS, network, null), rules.failuresPerAddress(), now);
        failed(Limit.CLIENT_ID, attempt, now);
        failed(Limit.SUBJECT, attempt, now);
    }

    private void failed(Limit limit, Attempt attempt, Instant now) {
        var name = name(limit, attempt);
        if (name != null) {
            var everywhere = new Key(limit, null, name);
            strike(everywhere, rules.failuresPerName() * WIDESPREAD, now);
            int tolerated = of(everywhere).blockedAt(now) ? 1 : rules.failuresPerName();
            strike(
                    new Key(limit, attempt.network(), name),
                    Math.min(tolerated, rules.failuresPerName()),
                    now);
        }
    }

    /** It proved who it is; what was held against its names, from where it comes, is forgotten. */
    public void succeeded(Attempt attempt) {
        var network = attempt.network();
        if (network != null) {
            strikes.remove(new Key(Limit.CLIENT_ID, network, attempt.clientId()));
            strikes.remove(new Key(Limit.SUBJECT, network, attempt.username()));
        }
    }

    /**
     * It is let in once more. False when that is too often: two clients with one identity throw
     * each other out for ever, and one in a loop costs its broker as much.
     *
     * @param identity whose client it is, which counts where the address is not known
     */
    public boolean mayConnect(Attempt attempt, String identity, Instant now) {
        var network = attempt.network();
        var key = new Key(Limit.FLAPPING, network == null ? identity : network, attempt.clientId());
        if (of(key).blockedAt(now)) {
            return false;
        }
        strike(key, rules.connectsPerClient(), now);
        return true;
    }

    private void strike(Key key, int tolerated, Instant now) {
        if (tolerated > 0) {
            strikes.update(
                    key,
                    known -> (known == null ? Strikes.NONE : known).struck(now, tolerated, rules));
        }
    }

    private Strikes of(Key key) {
        return strikes.find(key).orElse(Strikes.NONE);
    }

    private static @Nullable String name(Limit limit, Attempt attempt) {
        return switch (limit) {
            case ADDRESS -> null;
            case CLIENT_ID, FLAPPING -> attempt.clientId();
            case SUBJECT -> attempt.username();
        };
    }
}
