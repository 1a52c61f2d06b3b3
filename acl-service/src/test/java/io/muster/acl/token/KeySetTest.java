// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import static io.muster.acl.token.TokenMaker.EC;
import static io.muster.acl.token.TokenMaker.RSA;
import static io.muster.acl.token.TokenMaker.jwk;
import static io.muster.acl.token.TokenMaker.keys;
import static io.muster.acl.token.TokenMaker.rsa;
import static io.muster.acl.token.TokenMaker.tokenWith;
import static io.muster.acl.token.TokenMaker.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.TestAuthority;
import io.muster.acl.token.TokenVerdict.KeyUnknown;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken from an issuer's document. */
class KeySetTest {

    @Test
    void anUnknownKeyMayBeANewOne() {
        assertThat(verify(tokenWith(signature -> signature.setKeyIdHeaderValue("next"))))
                .isEqualTo(new KeyUnknown());
    }

    @Test
    void keysThatCanNotBeUsedAreLeftOut() {
        var encryption = jwk("enc", null, RSA).replace("}", ",\"use\":\"enc\"}");
        var weak = jwk("weak", null, rsa(1024));
        var unknown = "{\"kty\":\"XYZ\",\"kid\":\"x\"}";
        var secret = "{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"AAAA\"}";

        var set = keys(encryption, weak, unknown, secret, jwk("ec", "ES256", EC));

        assertThat(set.keys()).extracting(KeySet.Key::id).containsExactly("ec");
        assertThat(set.only()).isPresent();
    }

    @Test
    void twoKeysOfOneIdAreNobody() {
        var set = keys(jwk("k", null, EC), jwk("k", null, TestAuthority.keyPair()));

        assertThat(set.find("k")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[]}",
                "{\"keys\":[1]}",
                "nonsense"
            })
    void aDocumentWithoutKeysIsNoKeySet(String document) {
        assertThat(KeySet.parse(document.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
