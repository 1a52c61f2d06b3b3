// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.release;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A public key that may sign releases. The private one never comes near this service.
 *
 * @param pem SubjectPublicKeyInfo, as {@code openssl pkey -pubout} writes it
 */
public record SigningKey(String keyId, Algorithm algorithm, String pem) {

    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern PEM =
            Pattern.compile(
                    "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]{1,2000})-----END PUBLIC KEY-----\\s*");

    /** P-256's order has 256 bits, and of the curves the JDK knows by that length we accept one. */
    private static final String P256_FIELD =
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";

    /** How a key signs; the signature of an ECDSA key is the DER sequence that OpenSSL writes. */
    public enum Algorithm {
        ED25519("Ed25519", "Ed25519"),
        ECDSA_P256("EC", "SHA256withECDSA");

        private final String keyType;
        private final String signature;

        Algorithm(String keyType, String signature) {
            this.keyType = keyType;
            this.signature = signature;
        }
    }

    /** Says whether the text may name a key. */
    public static boolean keyIdWellFormed(String text) {
        return KEY_ID.matcher(text).matches();
    }

    /** Reads a PEM public key; empty unless it is Ed25519 or ECDSA P-256. */
    public static Optional<SigningKey> parse(String keyId, String pem) {
        var text = PEM.matcher(pem);
        if (!keyIdWellFormed(keyId) || !text.matches()) {
            return Optional.empty();
        }
        for (var algorithm : Algorithm.values()) {
            if (decode(algorithm, text.group(1)).isPresent()) {
                return Optional.of(new SigningKey(keyId, algorithm, pem.strip()));
            }
        }
        return Optional.empty();
    }

    /** Says whether the key's owner signed these bytes. */
    public boolean verifies(byte[] signed, byte[] signature) {
        var text = PEM.matcher(pem);
        return text.matches()
                && decode(algorithm, text.group(1))
                        .filter(key -> verifies(key, signed, signature))
                        .isPresent();
    }

    /** A malformed signature is one that does not verify. */
    private boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
        try {
            var verifier = Signature.getInstance(algorithm.signature);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Optional<PublicKey> decode(Algorithm algorithm, String base64) {
        try {
            var der = Base64.getMimeDecoder().decode(base64);
            var key =
                    KeyFactory.getInstance(algorithm.keyType)
                            .generatePublic(new X509EncodedKeySpec(der));
            return key instanceof ECPublicKey ec && !p256(ec) ? Optional.empty() : Optional.of(key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean p256(ECPublicKey key) {
        return key.getParams().getCurve().getField() instanceof java.security.spec.ECFieldFp field
                && field.getP().toString(16).equals(P256_FIELD);
    }
}
