// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @Test
    void numbersCompareAsNumbers() {
        assertThat(new Version("1.10.0")).isGreaterThan(new Version("1.9.9"));
        assertThat(new Version("2")).isGreaterThan(new Version("1.99.99.99"));
        assertThat(new Version("1.0")).isEqualByComparingTo(new Version("1.0.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.", "v1", "1.0.0-rc1", "1.0.0.0.0", "1..0", "9999999999"})
    void othersAreNotVersions(String text) {
        assertThat(Version.parse(text)).isEmpty();
    }
}
