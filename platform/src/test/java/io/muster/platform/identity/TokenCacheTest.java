// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenCacheTest {

    private static final Duration LIFE = Duration.ofMinutes(5);

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final List<UniEmitter<? super AccessToken>> requests = new ArrayList<>();
    private final TokenCache cache =
            new TokenCache(
                    () -> Uni.createFrom().emitter(requests::add),
                    new Clock() {
                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }

                        @Override
                        public Instant instant() {
                            return now;
                        }
                    });

    private UniAssertSubscriber<AccessToken> ask() {
        return cache.current().subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private AccessToken issue(String value) {
        var token = new AccessToken(value, now, now.plus(LIFE));
        requests.removeLast().complete(token);
        return token;
    }

    @Test
    void callersWithoutATokenWaitForOneRequest() {
        var first = ask();
        var second = ask();

        assertThat(requests).hasSize(1);
        var token = issue("a");

        first.assertCompleted().assertItem(token);
        second.assertCompleted().assertItem(token);
    }

    @Test
    void aYoungTokenIsNotRenewed() {
        ask();
        issue("a");
        now = now.plus(LIFE.dividedBy(2));

        ask().assertCompleted();

        assertThat(requests).isEmpty();
    }

    @Test
    void anAgingTokenIsUsedWhileItIsRenewed() {
        ask();
        var old = issue("a");
        now = now.plus(Duration.ofMinutes(4));

        ask().assertItem(old);
        ask().assertItem(old);
        assertThat(requests).hasSize(1);
        var renewed = issue("b");

        ask().assertItem(renewed);
    }

    @Test
    void anOutageOfTheIssuerIsSurvivedToTheTokensEnd() {
        ask();
        var old = issue("a");
        now = now.plus(Duration.ofMinutes(4));

        ask().assertItem(old);
        requests.removeLast().fail(new IllegalStateException("down"));
        ask().assertItem(old);

        assertThat(requests).as("no request right after a failure").isEmpty();
        now = now.plusSeconds(3);
        ask().assertItem(old);
        assertThat(requests).hasSize(1);
    }

    @Test
    void anExpiredTokenIsNotGivenOut() {
        ask();
        issue("a");
        now = now.plus(LIFE);

        var waiting = ask();
        waiting.assertNotTerminated();
        requests.removeLast().fail(new IllegalStateException("down"));

        waiting.assertFailedWith(IllegalStateException.class);
        ask().assertNotTerminated();
        assertThat(requests).as("the next caller asks again").hasSize(1);
    }

    @Test
    void theTextFormHidesTheToken() {
        assertThat(new AccessToken("s3cret", now, now)).asString().doesNotContain("s3cret");
    }
}
