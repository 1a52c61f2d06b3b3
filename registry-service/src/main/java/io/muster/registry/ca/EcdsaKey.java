// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import java.io.IOException;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * An elliptic curve key in memory. The nonce of a signature is derived from key and message (RFC
 * 6979): a bad random number generator cannot give the key away.
 */
record EcdsaKey(ECPrivateKeyParameters parameters) {

    private static final int P256_BITS = 256;

    /** Reads a PKCS#8 key. */
    static EcdsaKey parse(byte[] pkcs8) {
        try {
            if (PrivateKeyFactory.createKey(pkcs8) instanceof ECPrivateKeyParameters parameters) {
                return new EcdsaKey(parameters);
            }
        } catch (IOException e) {
            throw new CaUnusable("The key of the authority is not PKCS#8.", e);
        }
        throw new CaUnusable("The key of the authority is not an elliptic curve key.");
    }

    /** SHA-256 with P-256, SHA-384 with anything larger. */
    AlgorithmIdentifier algorithm() {
        return new AlgorithmIdentifier(
                p256()
                        ? X9ObjectIdentifiers.ecdsa_with_SHA256
                        : X9ObjectIdentifiers.ecdsa_with_SHA384);
    }

    byte[] sign(byte[] toBeSigned) {
        var ecdsa = new ECDSASigner(new HMacDSAKCalculator(digest()));
        var signer = new DSADigestSigner(ecdsa, digest());
        signer.init(true, parameters);
        signer.update(toBeSigned, 0, toBeSigned.length);
        return signer.generateSignature();
    }

    private Digest digest() {
        return p256() ? new SHA256Digest() : new SHA384Digest();
    }

    private boolean p256() {
        return parameters.getParameters().getCurve().getFieldSize() == P256_BITS;
    }
}
