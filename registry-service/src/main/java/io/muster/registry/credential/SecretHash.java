// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** What is kept of passwords, in the form that acl-service checks them by. */
final class SecretHash {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private static final Pattern SLOW =
            Pattern.compile(
                    "\\$pbkdf2-sha256\\$i=([1-9][0-9]{4,6})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final Pattern FAST =
            Pattern.compile("\\$hmac-sha256\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final int MOST_ITERATIONS = 2_000_000;
    private static final int SHORTEST_SALT = 8;
    private static final int LONGEST_SALT = 64;
    private static final int HASH_BYTES = HASH_BITS / Byte.SIZE;

    private SecretHash() {}

    /**
     * Whether acl-service checks secrets by this text. One that costs more than it is willing to
     * pay at a login is none, or whoever sends files could keep its processors busy.
     */
    static boolean isOne(String text) {
        var slow = SLOW.matcher(text);
        if (slow.matches()) {
            return Integer.parseInt(slow.group(1)) <= MOST_ITERATIONS
                    && fit(slow.group(2), slow.group(3));
        }
        var fast = FAST.matcher(text);
        return fast.matches() && fit(fast.group(1), fast.group(2));
    }

    private static boolean fit(String salt, String hash) {
        try {
            int salted = Base64.getDecoder().decode(salt).length;
            return salted >= SHORTEST_SALT
                    && salted <= LONGEST_SALT
                    && Base64.getDecoder().decode(hash).length == HASH_BYTES;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

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
