// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretHashTest {

    private static final String BASE64 = "[A-Za-z0-9+/]+";

    @Test
    void aChosenPasswordIsStretchedAsTheContractSays() throws Exception {
        var text = SecretHash.slow("correct horse battery", 10_000);
        var parts = text.split("\\$");

        assertThat(text).matches("\\$pbkdf2-sha256\\$i=10000\\$" + BASE64 + "\\$" + BASE64);
        var spec =
                new PBEKeySpec(
                        "correct horse battery".toCharArray(), decode(parts[3]), 10_000, 256);
        assertThat(
                        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                                .generateSecret(spec)
                                .getEncoded())
                .isEqualTo(decode(parts[4]))
                .hasSize(32);
        assertThat(SecretHash.slow("correct horse battery", 10_000)).isNotEqualTo(text);
    }

    @Test
    void whatIsMadeHereIsOneThatMayComeBack() {
        assertThat(SecretHash.isOne(SecretHash.slow("correct horse battery", 10_000))).isTrue();
        assertThat(SecretHash.isOne(SecretHash.fast(RandomSecret.login()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$pbkdf2-sha256$i=9999$SALT$HASH",
                "$pbkdf2-sha256$i=2000001$SALT$HASH",
                "$pbkdf2-sha256$i=99999999$SALT$HASH",
                "$pbkdf2-sha256$i=010000$SALT$HASH",
                "$pbkdf2-sha1$i=600000$SALT$HASH",
                "$hmac-sha256$YQ$HASH",
                "$hmac-sha256$SALT$YQ",
                "$hmac-sha256$SALT$HASH=",
                "$hmac-sha256$SALT$HASH\n",
                "$hmac-sha256$SALT$HASH$"
            })
    void whatNobodyShouldCheckIsNone(String form) {
        var salt = "c2l4dGVlbiBieXRlcyBvaw";
        var hash = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        assertThat(SecretHash.isOne(form.replace("SALT", salt).replace("HASH", hash))).isFalse();
    }

    @Test
    void aMadeSecretIsHashedOnceAsTheContractSays() throws Exception {
        var secret = RandomSecret.login();
        var text = SecretHash.fast(secret);
        var parts = text.split("\\$");

        assertThat(text).matches("\\$hmac-sha256\\$" + BASE64 + "\\$" + BASE64);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(decode(parts[2]), "HmacSHA256"));
        assertThat(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(decode(parts[3]));
    }

    @Test
    void secretsAreAllDifferentAndCanBeRecognised() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            seen.add(RandomSecret.login());
        }

        assertThat(seen)
                .hasSize(1000)
                .allSatisfy(secret -> assertThat(secret).matches("mds_[A-Za-z0-9_-]{27}"));
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
