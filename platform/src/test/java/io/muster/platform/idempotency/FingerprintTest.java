// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void operationAndBodyBothCount() {
        var fingerprint = Fingerprint.of("POST /a", "{}");

        assertThat(Fingerprint.of("POST /a", "{}")).isEqualTo(fingerprint);
        assertThat(Fingerprint.of("POST /b", "{}")).isNotEqualTo(fingerprint);
        assertThat(Fingerprint.of("POST /a", "{ }")).isNotEqualTo(fingerprint);
    }
}
