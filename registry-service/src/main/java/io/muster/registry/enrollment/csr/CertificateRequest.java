// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import io.muster.registry.identity.Fingerprint;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A request whose sender holds the private key. Nothing of it but the key may reach a certificate:
 * the names are only claims to be compared.
 *
 * @param digest of the whole request; the same request again is the same question
 * @param keyDigest of the public key's DER, the identity of the key across devices
 * @param challenge the challenge password, which may bind the request to its connection
 */
public record CertificateRequest(
        Fingerprint digest,
        SubjectPublicKeyInfo key,
        Fingerprint keyDigest,
        RequestedNames names,
        Optional<String> challenge) {

    /** Without the challenge: devices put passwords there. */
    @Override
    public String toString() {
        return "CertificateRequest[digest=" + digest + "]";
    }
}
