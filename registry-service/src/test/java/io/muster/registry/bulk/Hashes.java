// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes of secrets, as who writes a file makes them. */
final class Hashes {

    private static final byte[] SALT = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private Hashes() {}

    static String of(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SALT, "HmacSHA256"));
            return "$hmac-sha256$"
                    + BASE64.encodeToString(SALT)
                    + "$"
                    + BASE64.encodeToString(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
