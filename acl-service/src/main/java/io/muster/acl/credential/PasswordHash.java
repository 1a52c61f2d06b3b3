// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept of a password, as a string of the PHC form: {@code
 * $pbkdf2-sha256$i=600000$salt$hash} for what people choose, {@code $hmac-sha256$salt$hash}, HMAC
 * with the salt as its key, for what a machine has chosen from 128 bits or more and nobody could
 * guess. Salt and hash are base64 without padding. Never printed.
 *
 * @param iterations of PBKDF2; 0 for HMAC
 */
@SuppressWarnings("ArrayRecordComponent") // compared by the text only
public record PasswordHash(String text, int iterations, byte[] salt, byte[] hash) {

    /** Beyond this, one login would keep a worker busy for seconds. */
    private static final int MAX_ITERATIONS = 2_000_000;

    private static final int MIN_ITERATIONS = 10_000;
    private static final int MIN_SALT = 8;
    private static final int MAX_SALT = 64;
    private static final int HASH = 32;
    private static final int BITS = 8;
    private static final Pattern PBKDF2 =
            Pattern.compile(
                    "\\$pbkdf2-sha256\\$i=([1-9][0-9]{0,7})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final Pattern HMAC =
            Pattern.compile("\\$hmac-sha256\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /** Empty when it is not one that we would want to check. */
    public static Optional<PasswordHash> parse(String text) {
        var slow = PBKDF2.matcher(text);
        if (slow.matches()) {
            int iterations = Integer.parseInt(slow.group(1));
            return iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS
                    ? Optional.empty()
                    : of(text, iterations, slow.group(2), slow.group(3));
        }
        var fast = HMAC.matcher(text);
        return fast.matches() ? of(text, 0, fast.group(1), fast.group(2)) : Optional.empty();
    }

    private static Optional<PasswordHash> of(
            String text, int iterations, String salt, String hash) {
        try {
            var decoded =
                    new PasswordHash(
                            text,
                            iterations,
                            Base64.getDecoder().decode(salt),
                            Base64.getDecoder().decode(hash));
            return Optional.of(decoded)
                    .filter(it -> it.salt.length >= MIN_SALT && it.salt.length <= MAX_SALT)
                    .filter(it -> it.hash.length == HASH);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** One that no password matches and that takes as long to say so as a real one. */
    static PasswordHash ofNobody(int iterations) {
        return new PasswordHash("", iterations, new byte[MIN_SALT * 2], new byte[HASH]);
    }

    /** Takes some computing, on purpose; and as long for a wrong password as for the right one. */
    public boolean matches(String password) {
        try {
            return MessageDigest.isEqual(hash, iterations == 0 ? hmac(password) : derive(password));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has both", impossible);
        }
    }

    private byte[] derive(String password) throws GeneralSecurityException {
        var spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH * BITS);
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
    }

    private byte[] hmac(String password) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(salt, "HmacSHA256"));
        return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}
