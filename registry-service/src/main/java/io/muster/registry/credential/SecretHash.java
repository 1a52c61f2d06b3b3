// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** What is kept of passwords, in the form that acl-service checks them by. */
final class SecretHash {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private SecretHash() {}

    /** Of what a person chose: guessing it has to cost. Takes up to a second. */
    static String slow(String password, int iterations) {
        var salt = salt();
        var spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
        try {
            var hash =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded();
            return "$pbkdf2-sha256$i=%d$%s$%s"
                    .formatted(
                            iterations, BASE64.encodeToString(salt), BASE64.encodeToString(hash));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has PBKDF2", impossible);
        } finally {
            spec.clearPassword();
        }
    }

    /** Of a {@link RandomSecret}, which nobody guesses. */
    static String fast(String secret) {
        var salt = salt();
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            var hash = mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return "$hmac-sha256$"
                    + BASE64.encodeToString(salt)
                    + "$"
                    + BASE64.encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    private static byte[] salt() {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return salt;
    }
}
