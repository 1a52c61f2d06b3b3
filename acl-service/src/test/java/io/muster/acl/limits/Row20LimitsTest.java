// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row 20 of the pitfalls: guessing is slow, and nobody locks anybody else out. */
class Row20LimitsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final LimitRules RULES =
            new LimitRules(
                    20, 3, 10, Duration.ofMinutes(1), Duration.ofSeconds(2), Duration.ofSeconds(9));

    private final Limits limits = new Limits(RULES);

    private static Attempt from(String ip, String clientId) {
        return Attempt.of(ip, clientId, "user of " + clientId);
    }

    private void fails(String ip, String clientId, int times, Instant at) {
        for (int i = 0; i < times; i++) {
            limits.failed(from(ip, clientId), at);
        }
    }

    @Test
    void aFewFailuresBlockTheNameFromThatAddressAlone() {
        fails("10.0.0.6", "dev-1", 2, NOW);
        assertThat(limits.blocking(from("10.0.0.6", "dev-1"), NOW)).isEmpty();

        fails("10.0.0.6", "dev-1", 1, NOW);

        assertThat(limits.blocking(from("10.0.0.6", "dev-1"), NOW)).contains(Limit.CLIENT_ID);
        assertThat(limits.blocking(from("10.0.0.6", "dev-2"), NOW)).isEmpty();
        assertThat(limits.blocking(from("10.0.0.1", "dev-1"), NOW)).as("the holder").isEmpty();
    }

    @Test
    void aUserNameIsBlockedAcrossClientIds() {
        for (var clientId : new String[] {"a", "b", "c"}) {
            limits.failed(Attempt.of("10.0.0.6", clientId, "alice"), NOW);
        }

        assertThat(limits.blocking(Attempt.of("10.0.0.6", "d", "alice"), NOW))
                .contains(Limit.SUBJECT);
        assertThat(limits.blocking(Attempt.of("10.0.0.6", "d", "bob"), NOW)).isEmpty();
        assertThat(limits.blocking(Attempt.of("10.0.0.1", "d", "alice"), NOW)).isEmpty();
    }

    @Test
    void whoTellsNoNameIsCountedByTheAddress() {
        for (int i = 0; i < 20; i++) {
            assertThat(limits.blocking(Attempt.of("10.0.0.6", null, null), NOW)).isEmpty();
            limits.failed(Attempt.of("10.0.0.6", null, null), NOW);
        }

        assertThat(limits.blocking(Attempt.of("10.0.0.6", null, null), NOW))
                .contains(Limit.ADDRESS);
        assertThat(limits.blocking(Attempt.of("10.0.0.7", null, null), NOW)).isEmpty();
    }

    @Test
    void aNameTooLongToBeOneIsNotRemembered() {
        var name = "x".repeat(257);
        for (int i = 0; i < 5; i++) {
            limits.failed(Attempt.of("10.0.0.6", name, name), NOW);
        }

        assertThat(limits.blocking(Attempt.of("10.0.0.6", name, name), NOW)).isEmpty();
    }

    @Test
    void eachBlockIsTwiceAsLongUpToTheLongest() {
        var at = NOW;
        for (int seconds : new int[] {2, 4, 8, 9, 9}) {
            fails("10.0.0.6", "dev-1", 3, at);

            var end = at.plusSeconds(seconds);
            assertThat(limits.blocking(from("10.0.0.6", "dev-1"), end.minusMillis(1)))
                    .as("%d s", seconds)
                    .isPresent();
            assertThat(limits.blocking(from("10.0.0.6", "dev-1"), end)).isEmpty();
            at = end;
        }
        var quiet = at.plusSeconds(10);
        fails("10.0.0.6", "dev-1", 3, quiet);
        assertThat(limits.blocking(from("10.0.0.6", "dev-1"), quiet.plusSeconds(2))).isEmpty();
    }

    @Test
    void failuresFarApartAreNone() {
        for (int i = 0; i < 10; i++) {
            fails("10.0.0.6", "dev-1", 2, NOW.plusSeconds(61L * i));
        }

        assertThat(limits.blocking(from("10.0.0.6", "dev-1"), NOW.plusSeconds(600))).isEmpty();
    }

    @Test
    void manyNamesFromOneAddressBlockTheAddress() {
        for (int i = 0; i < 20; i++) {
            fails("10.0.0.6", "guess-" + i, 1, NOW);
        }

        assertThat(limits.blocking(from("10.0.0.6", "dev-1"), NOW)).contains(Limit.ADDRESS);
        assertThat(limits.blocking(from("10.0.0.7", "dev-1"), NOW)).isEmpty();
    }

    /** Whatever strangers do from wherever, the holder's first attempt from a new place counts. */
    @Test
    void anAttackFromManyAddressesTakesTheirSecondTryAndNotTheHoldersFirst() {
        for (int i = 0; i < 30; i++) {
            fails("10.1.0." + i, "dev-1", 1, NOW);
        }

        assertThat(limits.blocking(from("10.1.0.29", "dev-1"), NOW)).contains(Limit.CLIENT_ID);
        assertThat(limits.blocking(from("10.0.0.1", "dev-1"), NOW)).as("the holder").isEmpty();
    }

    @Test
    void whoProvesHimselfStartsAnew() {
        fails("10.0.0.6", "dev-1", 2, NOW);
        limits.succeeded(from("10.0.0.6", "dev-1"));
        fails("10.0.0.6", "dev-1", 2, NOW);

        assertThat(limits.blocking(from("10.0.0.6", "dev-1"), NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1, 2001:db8::ffff:2, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "10.0.0.1, ::ffff:10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false"
    })
    void anIpv6NetworkIsOneAddress(String attacker, String other, boolean same) {
        fails(attacker, "dev-1", 3, NOW);

        assertThat(limits.blocking(from(other, "dev-1"), NOW).isPresent()).isEqualTo(same);
    }

    @Test
    void withoutAnAddressNobodyIsBlockedByName() {
        fails(null, "dev-1", 100, NOW);
        fails("example.com", "dev-1", 100, NOW);

        assertThat(limits.blocking(from(null, "dev-1"), NOW)).isEmpty();
        assertThat(limits.blocking(from("example.com", "dev-1"), NOW)).isEmpty();
    }

    @Test
    void aClientThatComesAndGoesIsSentAwayForAWhile() {
        for (String ip : new String[] {"10.0.0.1", null}) {
            var attempt = from(ip, "dev-1");
            for (int i = 0; i < 10; i++) {
                assertThat(limits.mayConnect(attempt, "cert:t/dev-1", NOW)).isTrue();
            }

            assertThat(limits.mayConnect(attempt, "cert:t/dev-1", NOW)).isFalse();
            assertThat(limits.mayConnect(attempt, "cert:t/dev-1", NOW.plusSeconds(2))).isTrue();
        }
        assertThat(limits.blocking(from("10.0.0.1", "dev-1"), NOW)).contains(Limit.FLAPPING);
        assertThat(limits.blocking(from("10.0.0.2", "dev-1"), NOW)).isEmpty();
    }

    @Test
    void zeroIsNoLimit() {
        var none =
                new Limits(
                        new LimitRules(
                                0,
                                0,
                                0,
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(2),
                                RULES.window()));
        for (int i = 0; i < 1000; i++) {
            none.failed(from("10.0.0.6", "dev-1"), NOW);
            assertThat(none.mayConnect(from("10.0.0.6", "dev-1"), "x", NOW)).isTrue();
        }

        assertThat(none.blocking(from("10.0.0.6", "dev-1"), NOW)).isEmpty();
    }
}
