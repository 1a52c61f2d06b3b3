// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;

/** Whether a question names this issuer, by the hashes of its name and key. */
record IssuerHashes(X509CertificateHolder issuer) {

    /** SHA-1 is what most verifiers use; here it names an issuer and proves nothing. */
    private static final Map<String, String> DIGESTS =
            Map.of(
                    OIWObjectIdentifiers.idSHA1.getId(),
                    "SHA-1",
                    NISTObjectIdentifiers.id_sha256.getId(),
                    "SHA-256",
                    NISTObjectIdentifiers.id_sha384.getId(),
                    "SHA-384",
                    NISTObjectIdentifiers.id_sha512.getId(),
                    "SHA-512");

    boolean named(CertificateID certificate) {
        return Optional.ofNullable(DIGESTS.get(certificate.getHashAlgOID().getId()))
                .filter(digest -> matches(certificate, digest))
                .isPresent();
    }

    private boolean matches(CertificateID certificate, String digest) {
        var key = issuer.getSubjectPublicKeyInfo().getPublicKeyData().getOctets();
        return Arrays.equals(certificate.getIssuerNameHash(), hash(digest, name()))
                && Arrays.equals(certificate.getIssuerKeyHash(), hash(digest, key));
    }

    private byte[] name() {
        try {
            return issuer.getSubject().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] hash(String digest, byte[] content) {
        try {
            return MessageDigest.getInstance(digest).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + digest, e);
        }
    }
}
