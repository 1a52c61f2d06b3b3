// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/** An authority whose key never leaves the module that signs with it. */
record TokenSigner(X509CertificateHolder certificate, TokenKey key) implements CaSigner {

    /** An elliptic curve key in a module. */
    record TokenKey(PrivateKey handle, Provider provider, boolean p256) {

        AlgorithmIdentifier algorithm() {
            return new AlgorithmIdentifier(
                    p256
                            ? X9ObjectIdentifiers.ecdsa_with_SHA256
                            : X9ObjectIdentifiers.ecdsa_with_SHA384);
        }

        /** Blocks as long as the module does; one that is gone can't sign. */
        byte[] sign(byte[] toBeSigned) {
            try {
                var signature =
                        Signature.getInstance(
                                p256 ? "SHA256withECDSA" : "SHA384withECDSA", provider);
                signature.initSign(handle);
                signature.update(toBeSigned);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new CaUnusable("The PKCS#11 module does not sign.", e);
            }
        }
    }

    @Override
    public AlgorithmIdentifier algorithm() {
        return key.algorithm();
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        return key.sign(toBeSigned);
    }
}
