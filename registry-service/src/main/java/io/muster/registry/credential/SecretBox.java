// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what has to be read again, with AES-256-GCM: each secret by a key of its own, that key by
 * one of the configuration, whose id stands before it. So the key of the configuration can be
 * changed without touching secrets, and what is sealed is good for its owner only.
 */
final class SecretBox {

    private static final String AES = "AES";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern SEALED =
            Pattern.compile("([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]+):([A-Za-z0-9+/]+)");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> keys;
    private final Optional<String> current;

    /**
     * @param keys 32 bytes each in base64, by their ids
     * @param current the id of the one that seals; empty when none does
     * @throws IllegalArgumentException when one is no key
     */
    SecretBox(Map<String, String> keys, Optional<String> current) {
        this.keys =
                keys.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        entry -> key(entry.getKey(), entry.getValue())));
        this.current = current;
        if (current.filter(id -> !this.keys.containsKey(id)).isPresent()) {
            throw new IllegalArgumentException(
                    "muster.credentials.key names a key that is not there");
        }
    }

    private static SecretKey key(String id, String base64) {
        var bytes = Base64.getDecoder().decode(base64);
        if (!ID.matcher(id).matches() || bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "a key in muster.credentials.keys has 32 bytes in base64, its id 1 to 32 of"
                            + " A-Z a-z 0-9 _ -");
        }
        return new SecretKeySpec(bytes, AES);
    }

    /** Whether anything can be sealed. */
    boolean seals() {
        return current.isPresent();
    }

    /**
     * @param owner without whom it can't be opened
     */
    String seal(byte[] secret, String owner) {
        var id = current.orElseThrow(() -> new IllegalStateException("there is no key to seal by"));
        var own = new byte[KEY_BYTES];
        random.nextBytes(own);
        return id
                + ":"
                + BASE64.encodeToString(encrypt(master(id), own, owner))
                + ":"
                + BASE64.encodeToString(encrypt(new SecretKeySpec(own, AES), secret, owner));
    }

    /**
     * @throws IllegalArgumentException when it was not sealed for this owner by a key that is there
     */
    byte[] open(String sealed, String owner) {
        var parts = SEALED.matcher(sealed);
        if (!parts.matches() || !keys.containsKey(parts.group(1))) {
            throw new IllegalArgumentException("not sealed by a key that is there");
        }
        var own = decrypt(master(parts.group(1)), parts.group(2), owner);
        return decrypt(new SecretKeySpec(own, AES), parts.group(3), owner);
    }

    private SecretKey master(String id) {
        return Optional.ofNullable(keys.get(id)).orElseThrow();
    }

    private byte[] encrypt(SecretKey key, byte[] plain, String owner) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, owner);
            var sealed = new byte[NONCE_BYTES + cipher.getOutputSize(plain.length)];
            System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-GCM", impossible);
        }
    }

    private static byte[] decrypt(SecretKey key, String base64, String owner) {
        var sealed = Base64.getDecoder().decode(base64);
        if (sealed.length < NONCE_BYTES) {
            throw new IllegalArgumentException("too short");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, sealed, owner)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException forged) {
            throw new IllegalArgumentException("not sealed for this owner", forged);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String owner)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
