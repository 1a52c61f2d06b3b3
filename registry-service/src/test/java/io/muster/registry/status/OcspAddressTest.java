// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class OcspAddressTest {

    private static final String ISSUER = "ab".repeat(32);
    private static final byte[] BYTES = {(byte) 0xff, (byte) 0xff, (byte) 0xfe, (byte) 0xfb, 1};

    @Test
    void everyFormOfBase64IsRead() {
        var standard = Base64.getEncoder().encodeToString(BYTES);

        assertThat(standard).contains("//", "+", "=");
        assertThat(decode(standard)).isEqualTo(BYTES);
        assertThat(decode(standard.replace("=", ""))).isEqualTo(BYTES);
        assertThat(decode(standard.replace("/", "%2F").replace("+", "%2b").replace("=", "%3D")))
                .isEqualTo(BYTES);
        assertThat(decode(Base64.getUrlEncoder().encodeToString(BYTES))).isEqualTo(BYTES);
    }

    @Test
    void whatIsNoBase64IsNoQuestion() {
        assertThat(decode("%%")).isEmpty();
        assertThat(decode("*")).isEmpty();
        assertThat(OcspAddress.decode("/ocsp/other/AAAA", ISSUER)).isEmpty();
    }

    private static byte[] decode(String text) {
        return OcspAddress.decode("/ocsp/" + ISSUER + "/" + text, ISSUER);
    }
}
