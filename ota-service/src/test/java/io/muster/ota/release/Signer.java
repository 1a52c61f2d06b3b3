// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.release;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Somebody who signs releases, with a key made for one test. */
public record Signer(KeyPair keys, Kind kind) {

    /** Kinds of keys, some of which may not sign releases. */
    public enum Kind {
        ED25519("Ed25519"),
        P256("SHA256withECDSA"),
        P384("SHA256withECDSA"),
        RSA("SHA256withRSA");

        private final String algorithm;

        Kind(String algorithm) {
            this.algorithm = algorithm;
        }

        private KeyPair generate() throws GeneralSecurityException {
            var generator =
                    KeyPairGenerator.getInstance(
                            switch (this) {
                                case ED25519 -> "Ed25519";
                                case P256, P384 -> "EC";
                                case RSA -> "RSA";
                            });
            switch (this) {
                case P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case P384 -> generator.initialize(new ECGenParameterSpec("secp384r1"));
                default -> {}
            }
            return generator.generateKeyPair();
        }
    }

    /** A signer with a new key. */
    public static Signer of(Kind kind) {
        try {
            return new Signer(kind.generate(), kind);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A signature of these bytes. */
    public byte[] sign(byte[] bytes) {
        try {
            var signature = Signature.getInstance(kind.algorithm);
            signature.initSign(keys.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key as OpenSSL writes it. */
    public String pem() {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN PUBLIC KEY-----\n"
                + base64.encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    SigningKey key(String keyId) {
        return SigningKey.parse(keyId, pem()).orElseThrow();
    }
}
