// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcContentVerifierProviderBuilder;
import org.bouncycastle.operator.bc.BcECContentVerifierProviderBuilder;
import org.bouncycastle.operator.bc.BcEdDSAContentVerifierProviderBuilder;
import org.bouncycastle.operator.bc.BcRSAContentVerifierProviderBuilder;

/**
 * Whether an authority's key signed a certificate. A digest weaker than SHA-256 proves nothing: two
 * certificates may share it.
 */
final class AuthoritySignature {

    private static final Set<ASN1ObjectIdentifier> ECDSA =
            Set.of(
                    X9ObjectIdentifiers.ecdsa_with_SHA256,
                    X9ObjectIdentifiers.ecdsa_with_SHA384,
                    X9ObjectIdentifiers.ecdsa_with_SHA512);
    private static final Set<ASN1ObjectIdentifier> RSA =
            Set.of(
                    PKCSObjectIdentifiers.sha256WithRSAEncryption,
                    PKCSObjectIdentifiers.sha384WithRSAEncryption,
                    PKCSObjectIdentifiers.sha512WithRSAEncryption);

    private AuthoritySignature() {}

    static boolean made(X509CertificateHolder authority, X509CertificateHolder certificate) {
        return authority.getSubject().equals(certificate.getIssuer())
                && verifier(certificate.getSignatureAlgorithm().getAlgorithm())
                        .filter(verifier -> verifies(verifier, authority, certificate))
                        .isPresent();
    }

    private static Optional<BcContentVerifierProviderBuilder> verifier(
            ASN1ObjectIdentifier algorithm) {
        var digests = new DefaultDigestAlgorithmIdentifierFinder();
        if (ECDSA.contains(algorithm)) {
            return Optional.of(new BcECContentVerifierProviderBuilder(digests));
        }
        if (RSA.contains(algorithm)) {
            return Optional.of(new BcRSAContentVerifierProviderBuilder(digests));
        }
        return algorithm.equals(EdECObjectIdentifiers.id_Ed25519)
                ? Optional.of(new BcEdDSAContentVerifierProviderBuilder())
                : Optional.empty();
    }

    private static boolean verifies(
            BcContentVerifierProviderBuilder verifier,
            X509CertificateHolder authority,
            X509CertificateHolder certificate) {
        try {
            return certificate.isSignatureValid(verifier.build(authority));
        } catch (OperatorCreationException | CertException | RuntimeException e) {
            return false; // Signed with another kind of key than the authority has, or not at all.
        }
    }
}
