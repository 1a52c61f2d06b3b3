// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.ContentSigner;

/**
 * The private key of an issuing authority, wherever it lives. Signing may block for as long as a
 * hardware module or a remote service takes, so it is never called on an event loop.
 */
public interface CaSigner {

    /** The authority's own certificate; its public key belongs to the private key. */
    X509CertificateHolder certificate();

    /** The algorithm of every signature this signer makes. */
    AlgorithmIdentifier algorithm();

    /**
     * Signs the DER of what is to be signed and answers the signature as it stands in a
     * certificate.
     */
    byte[] sign(byte[] toBeSigned);

    /** For one signature by a builder. */
    default ContentSigner once() {
        return new SignerAdapter(algorithm(), this::sign);
    }
}
