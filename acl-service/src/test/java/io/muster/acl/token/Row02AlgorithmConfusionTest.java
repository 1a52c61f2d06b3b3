// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import static io.muster.acl.token.TokenMaker.EC;
import static io.muster.acl.token.TokenMaker.INVALID;
import static io.muster.acl.token.TokenMaker.RSA;
import static io.muster.acl.token.TokenMaker.claims;
import static io.muster.acl.token.TokenMaker.part;
import static io.muster.acl.token.TokenMaker.sign;
import static io.muster.acl.token.TokenMaker.signature;
import static io.muster.acl.token.TokenMaker.token;
import static io.muster.acl.token.TokenMaker.tokenWith;
import static io.muster.acl.token.TokenMaker.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.TestAuthority;
import java.security.Key;
import java.util.List;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 2 of the pitfalls: the token never chooses how it is verified. */
class Row02AlgorithmConfusionTest {

    @Test
    void aTokenWithoutSignatureIsRefused() {
        var unsigned = part("{\"alg\":\"none\"}") + "." + part(claims().toJson()) + ".";

        assertThat(verify(unsigned)).isEqualTo(INVALID);
        assertThat(verify(unsigned + "AA")).isEqualTo(INVALID);
    }

    @Test
    void thePublicKeyIsNoSharedSecret() {
        for (var secret : List.of(EC.getPublic().getEncoded(), RSA.getPublic().getEncoded())) {
            Key key = new HmacKey(secret);
            var forged =
                    tokenWith(signature -> {
                        signature.setAlgorithmHeaderValue("HS256");
                        signature.setKey(key);
                    });
            assertThat(verify(forged)).isEqualTo(INVALID);
        }
    }

    @Test
    void theAlgorithmFitsTheKey() {
        var withRsa =
                tokenWith(signature -> {
                    signature.setAlgorithmHeaderValue("RS256");
                    signature.setKey(RSA.getPrivate());
                });

        assertThat(verify(withRsa)).as("RS256 with the id of an EC key").isEqualTo(INVALID);
    }

    @Test
    void anAlgorithmOutsideTheListIsRefused() {
        var token =
                tokenWith(signature -> {
                    signature.setAlgorithmHeaderValue("RS512");
                    signature.setKeyIdHeaderValue("rsa");
                    signature.setKey(RSA.getPrivate());
                });

        assertThat(verify(token)).isEqualTo(INVALID);
    }

    @Test
    void withSeveralKeysTheIdIsNeeded() {
        var token =
                tokenWith(signature -> signature.getHeaders().setObjectHeaderValue("kid", null));
        var nameless = part("{\"alg\":\"ES256\"}") + token.substring(token.indexOf('.'));
        var signed = tokenWith(signature -> signature.setHeader("kid", (String) null));

        assertThat(verify(nameless)).isEqualTo(INVALID);
        assertThat(verify(signed)).isEqualTo(INVALID);
    }

    @Test
    void aSignatureOfAnotherKeyIsRefused() {
        var stranger = TestAuthority.keyPair();

        assertThat(verify(tokenWith(signature -> signature.setKey(stranger.getPrivate()))))
                .isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "jwk", "x5c", "crit", "b64", "zip", "enc", "cty"})
    void aHeaderThatBringsItsOwnRulesIsRefused(String name) {
        var token = token(_ -> {});
        var header = part("{\"alg\":\"ES256\",\"kid\":\"ec\",\"" + name + "\":\"x\"}");

        assertThat(verify(header + token.substring(token.indexOf('.')))).isEqualTo(INVALID);
    }

    @Test
    void anythingAroundTheTokenIsRefused() {
        var token = token(_ -> {});

        assertThat(
                        List.of(
                                token + "=",
                                token + " ",
                                " " + token,
                                token + "\n",
                                token + ".",
                                "a.b",
                                "",
                                "..",
                                token + "A".repeat(8192)))
                .allSatisfy(text -> assertThat(verify(text)).isEqualTo(INVALID));
    }

    @Test
    void aMemberThatOccursTwiceIsRefused() {
        var json = claims().toJson();
        var twice = json.substring(0, json.length() - 1) + ",\"client_id\":\"ota-service\"}";

        assertThat(verify(sign(signature(twice)))).isEqualTo(INVALID);
    }

    @Test
    void deepNestingIsRefused() {
        var json = claims().toJson();
        var deep = "[".repeat(17) + "]".repeat(17);

        assertThat(
                        verify(
                                sign(
                                        signature(
                                                json.substring(0, json.length() - 1)
                                                        + ",\"x\":"
                                                        + deep
                                                        + "}"))))
                .isEqualTo(INVALID);
    }
}
