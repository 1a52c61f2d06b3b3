// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.device.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;

/**
 * The key of whoever builds the firmware. It stays here; services and devices only get its public
 * half.
 */
final class ReleaseKey {

    private final String keyId;
    private final KeyPair pair;

    private ReleaseKey(String keyId, KeyPair pair) {
        this.keyId = keyId;
        this.pair = pair;
    }

    static ReleaseKey generate(String keyId) {
        try {
            return new ReleaseKey(keyId, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK offers no Ed25519", e);
        }
    }

    String keyId() {
        return keyId;
    }

    byte[] sign(byte[] content) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(content);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of our own signs", e);
        }
    }

    /** The public half as {@code openssl pkey -pubout} writes it. */
    String publicPem() {
        var body =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(pair.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }

    /** What devices are built with. */
    TrustedKeys trusted() {
        return new TrustedKeys(Map.of(keyId, pair.getPublic()));
    }
}
