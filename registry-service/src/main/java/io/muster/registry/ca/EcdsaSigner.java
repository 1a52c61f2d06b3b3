// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/** An authority whose key is in memory. */
record EcdsaSigner(X509CertificateHolder certificate, EcdsaKey key) implements CaSigner {

    @Override
    public AlgorithmIdentifier algorithm() {
        return key.algorithm();
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        return key.sign(toBeSigned);
    }
}
