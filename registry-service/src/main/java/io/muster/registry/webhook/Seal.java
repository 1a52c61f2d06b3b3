// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps the secrets of webhooks from whoever reads the database: AES-256 in GCM, bound to the
 * webhook, so that a row's secret is of no use in another row.
 */
@ApplicationScoped
class Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    Seal(WebhookConfig config) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("webhook secrets\n".getBytes(StandardCharsets.UTF_8));
            var bytes = digest.digest(config.key().getBytes(StandardCharsets.UTF_8));
            key = new SecretKeySpec(bytes, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    Buffer close(UUID webhook, Signature.Secret secret) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, webhook).doFinal(secret.bytes());
            return Buffer.buffer(nonce).appendBytes(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has AES", e);
        }
    }

    /** The secret; empty when it was sealed with another key. */
    Optional<Signature.Secret> open(UUID webhook, Buffer sealed) {
        var bytes = sealed.getBytes();
        try {
            var nonce = Arrays.copyOf(bytes, NONCE);
            return Optional.of(
                    new Signature.Secret(
                            cipher(Cipher.DECRYPT_MODE, nonce, webhook)
                                    .doFinal(bytes, NONCE, bytes.length - NONCE)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, UUID webhook) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(webhook.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
