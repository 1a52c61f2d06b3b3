// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.identity;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a token and renews it in time. While the old one is usable nobody waits for the new one,
 * and a failed renewal is nobody's failure; only without a usable token callers wait, all for the
 * same request.
 */
final class TokenCache {

    /** A failed background renewal is not repeated by every single call. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    private final Supplier<Uni<AccessToken>> issuer;
    private final Clock clock;
    private final AtomicReference<@Nullable AccessToken> token = new AtomicReference<>();
    private final AtomicReference<@Nullable Uni<AccessToken>> renewal = new AtomicReference<>();
    private volatile Instant renewNotBefore = Instant.MIN;

    TokenCache(Supplier<Uni<AccessToken>> issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    Uni<AccessToken> current() {
        var now = clock.instant();
        var held = token.get();
        if (held == null || !held.usable(now)) {
            return renew();
        }
        if (held.dueForRenewal(now) && !now.isBefore(renewNotBefore)) {
            renew().subscribe().with(_ -> {}, _ -> {});
        }
        return Uni.createFrom().item(held);
    }

    private Uni<AccessToken> renew() {
        var running = renewal.get();
        if (running != null) {
            return running;
        }
        var mine = request();
        var other = renewal.compareAndExchange(null, mine);
        return other == null ? mine : other;
    }

    private Uni<AccessToken> request() {
        return Uni.createFrom()
                .deferred(issuer::get)
                .invoke(token::set)
                .onFailure()
                .invoke(_ -> renewNotBefore = clock.instant().plus(PAUSE_AFTER_FAILURE))
                .onTermination()
                .invoke(() -> renewal.set(null))
                .memoize()
                .indefinitely();
    }
}
