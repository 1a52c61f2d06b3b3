// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    /** Made with another program: Python's hashlib and hmac, of {@code correct horse}. */
    private static final String SLOW =
            "$pbkdf2-sha256$i=20000$MDEyMzQ1Njc4OWFiY2RlZg$B3wSUJ5W6ui2SZcJK4iHhw7b0KOV4rJ+bqiu44A3R+8";

    private static final String FAST =
            "$hmac-sha256$MDEyMzQ1Njc4OWFiY2RlZg$w6ASFdZcUPE4qBu+lqgdqwFraZ4p4XlGfXW1JoDhR/o";

    @ParameterizedTest
    @ValueSource(strings = {SLOW, FAST})
    void onlyThePasswordItselfMatches(String text) {
        var hash = PasswordHash.parse(text).orElseThrow();

        assertThat(hash.matches("correct horse")).isTrue();
        for (var wrong : List.of("", "correct", "correct horse ", "Correct horse")) {
            assertThat(hash.matches(wrong)).isFalse();
        }
    }

    @Test
    void nobodysMatchesNothing() {
        for (int iterations : new int[] {0, 20_000}) {
            assertThat(PasswordHash.ofNobody(iterations).matches("")).isFalse();
            assertThat(PasswordHash.ofNobody(iterations).matches("correct horse")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "correct horse",
                "$2b$12$abcdefghijklmnopqrstuu",
                "$pbkdf2-sha256$i=1$MDEyMzQ1Njc4OWFiY2RlZg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$pbkdf2-sha256$i=99999999$MDEyMzQ1Njc4OWFiY2RlZg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$pbkdf2-sha256$i=20000$MDEy$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$pbkdf2-sha256$i=20000$MDEyMzQ1Njc4OWFiY2RlZg$AAAA",
                "$pbkdf2-sha256$i=20000$MDEyMzQ1Njc4OWFiY2RlZg$A",
                "$hmac-sha256$$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            })
    void whatIsTooWeakTooCostlyOrNoHashIsNone(String text) {
        assertThat(PasswordHash.parse(text)).isEmpty();
    }

    @Test
    void itIsNeverPrinted() {
        assertThat(PasswordHash.parse(SLOW).orElseThrow().toString()).doesNotContain("MDEy");
    }
}
