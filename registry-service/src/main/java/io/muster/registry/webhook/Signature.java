// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is sent, as Standard Webhooks does: HMAC-SHA-256 of id, time and body. */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1,";

    private Signature() {}

    /** What a webhook's owner knows, and nobody else. */
    static final class Secret {

        private static final String PREFIX = "whsec_";
        private static final int BYTES = 32;

        private final byte[] bytes;

        Secret(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        static Secret next() {
            var bytes = new byte[BYTES];
            new SecureRandom().nextBytes(bytes);
            return new Secret(bytes);
        }

        byte[] bytes() {
            return bytes.clone();
        }

        /** As its owner gets it. */
        String text() {
            return PREFIX + Base64.getEncoder().encodeToString(bytes);
        }
    }

    /** The value of the header {@code webhook-signature}. */
    static String of(Secret secret, String id, long seconds, String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
            var signed = id + "." + seconds + "." + body;
            var code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return VERSION + Base64.getEncoder().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
