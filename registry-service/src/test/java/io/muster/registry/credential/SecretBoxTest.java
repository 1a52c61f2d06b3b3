// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    private static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String TWO =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());
    private static final byte[] SECRET = {1, 2, 3, 4};

    private final SecretBox box = new SecretBox(Map.of("k1", ONE), Optional.of("k1"));

    @Test
    void whatIsSealedIsOpenedForItsOwner() {
        var sealed = box.seal(SECRET, "dev-1");

        assertThat(sealed).startsWith("k1:");
        assertThat(box.open(sealed, "dev-1")).isEqualTo(SECRET);
        assertThat(box.seal(SECRET, "dev-1")).isNotEqualTo(sealed);
        assertThatIllegalArgumentException().isThrownBy(() -> box.open(sealed, "dev-2"));
    }

    @Test
    void anotherKeySealsAndTheOldOneStillOpens() {
        var sealed = box.seal(SECRET, "dev-1");
        var next = new SecretBox(Map.of("k1", ONE, "k2", TWO), Optional.of("k2"));

        assertThat(next.open(sealed, "dev-1")).isEqualTo(SECRET);
        assertThat(next.seal(SECRET, "dev-1")).startsWith("k2:");
        var without = new SecretBox(Map.of("k2", TWO), Optional.of("k2"));
        assertThatIllegalArgumentException().isThrownBy(() -> without.open(sealed, "dev-1"));
        var exchanged = new SecretBox(Map.of("k1", TWO), Optional.of("k1"));
        assertThatIllegalArgumentException().isThrownBy(() -> exchanged.open(sealed, "dev-1"));
    }

    @Test
    void aChangedLetterIsFound() {
        var sealed = box.seal(SECRET, "dev-1");

        for (int i = 3; i < sealed.length() - 1; i++) {
            char changed = sealed.charAt(i) == 'A' ? 'B' : 'A';
            var forged = sealed.substring(0, i) + changed + sealed.substring(i + 1);
            assertThatIllegalArgumentException()
                    .as("letter %s of %s", i, sealed)
                    .isThrownBy(() -> box.open(forged, "dev-1"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> box.open("k1:AA:AA", "dev-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> box.open("", "dev-1"));
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecretBox(Map.of("k1", "AAAA"), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecretBox(Map.of("a:b", ONE), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecretBox(Map.of("k1", ONE), Optional.of("k2")));
        assertThat(new SecretBox(Map.of(), Optional.empty()).seals()).isFalse();
    }
}
