// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Factory;
import io.muster.registry.TestKeys;
import io.muster.registry.Tls;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;

class PeerCertificateTest {

    private static final byte UTF8 = 0x0c;
    private static final byte BMP = 0x1e;

    private final PublicKey key = TestKeys.p256().getPublic();

    @Test
    void aNameThatCannotBeReadIsNobodys() throws Exception {
        var named = Factory.of(TestKeys.p256()).certificate("CN=odd-one", key);
        var unreadable = Tls.decode(inTwoByteCharacters(named.getEncoded(), "odd-one"));

        assertThat(PeerCertificate.presented(named).commonName()).isEqualTo("odd-one");
        assertThat(PeerCertificate.presented(unreadable).commonName()).isEmpty();
    }

    /** Says of a text of seven bytes that its characters have two each. */
    private static byte[] inTwoByteCharacters(byte[] der, String text) {
        for (int i = 2; i + text.length() <= der.length; i++) {
            if (der[i - 2] == UTF8
                    && new String(der, i, text.length(), StandardCharsets.US_ASCII).equals(text)) {
                der[i - 2] = BMP;
                return der;
            }
        }
        throw new AssertionError("no such text");
    }
}
