// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/**
 * The public keys a device was built with, by key id: a release is genuine when one of them signed
 * its manifest.
 */
public record TrustedKeys(Map<String, PublicKey> byId) {

    /** Keeps its own copy. */
    public TrustedKeys {
        byId = Map.copyOf(byId);
    }

    /**
     * One key from a PEM file of the form {@code BEGIN PUBLIC KEY}: Ed25519, or an EC key for ECDSA
     * with SHA-256.
     */
    public static TrustedKeys read(String keyId, Path pem) throws IOException {
        return new TrustedKeys(Map.of(keyId, parse(Files.readString(pem))));
    }

    /** A public key from PEM text. */
    static PublicKey parse(String pem) throws IOException {
        var der = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(der));
            return KeyFactory.getInstance(isEd25519(spec) ? "Ed25519" : "EC").generatePublic(spec);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("not a public key", e);
        }
    }

    /** False for a signature by another key, over other bytes, or not a signature at all. */
    boolean signed(String keyId, byte[] content, byte[] signature) {
        var key = byId.get(keyId);
        if (key == null) {
            return false;
        }
        try {
            var verifier =
                    Signature.getInstance(
                            key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519");
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** An Ed25519 SubjectPublicKeyInfo is always 44 bytes; an EC one is longer. */
    private static boolean isEd25519(X509EncodedKeySpec spec) {
        return spec.getEncoded().length == 44;
    }
}
