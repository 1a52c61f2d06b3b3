// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

    @Test
    void thePasswordMayContainColons() {
        assertThat(BasicCredentials.parse("Basic " + base64("dev-1:a:b")))
                .contains(new BasicCredentials("dev-1", "a:b"));
    }

    @Test
    void theSchemeIsNotCaseSensitive() {
        assertThat(BasicCredentials.parse("basic " + base64("dev-1:s"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ???", "Bearer ZGV2LTE6cw==", "Basic ZGV2LTE="})
    void anythingElseIsNoCredential(String header) {
        assertThat(BasicCredentials.parse(header)).isEmpty();
    }

    @Test
    void aHugeHeaderIsNotDecoded() {
        assertThat(BasicCredentials.parse("Basic " + base64("u:" + "x".repeat(2000)))).isEmpty();
    }

    @Test
    void thePasswordIsNotShown() {
        assertThat(new BasicCredentials("dev-1", "secret"))
                .hasToString("BasicCredentials[user=dev-1]");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
