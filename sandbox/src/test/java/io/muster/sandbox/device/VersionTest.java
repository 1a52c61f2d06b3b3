// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @Test
    void numbersCompareAsNumbers() {
        assertThat(new Version("1.10.0")).isGreaterThan(new Version("1.9.9"));
        assertThat(new Version("2")).isGreaterThan(new Version("1.99.99.99"));
        assertThat(new Version("1.99999999999999999999"))
                .isGreaterThan(new Version("1.9999999999999999999"));
        assertThat(new Version("1.0")).isEqualByComparingTo(new Version("1.0.0"));
        assertThat(new Version("1.02")).isEqualByComparingTo(new Version("1.2"));
    }

    /** The example of Semantic Versioning 2.0.0, section 11.4, and what lies around it. */
    @Test
    void preReleasesComeBeforeTheirRelease() {
        var ordered =
                List.of(
                        "0.9.9",
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0-rc.1",
                        "1.0.0",
                        "1.0.1-rc1");
        var shuffled = Arrays.asList(ordered.toArray(String[]::new));
        Collections.reverse(shuffled);

        assertThat(shuffled.stream().map(Version::new).sorted().map(Version::text))
                .containsExactlyElementsOf(ordered);
    }

    @Test
    void aBuildDoesNotCount() {
        assertThat(new Version("1.0.0+build-7")).isEqualByComparingTo(new Version("1.0.0"));
        assertThat(new Version("1.0.0-rc1+7")).isEqualByComparingTo(new Version("1.0.0-rc1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".1", "-1", "1 0", "1/0", "ä"})
    void othersAreNotVersions(String text) {
        assertThat(Version.parse(text)).isEmpty();
    }
}
