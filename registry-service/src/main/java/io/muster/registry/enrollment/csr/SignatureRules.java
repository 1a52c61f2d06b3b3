// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/**
 * Proof of possession: the request is signed by the key it carries. The library's lightweight
 * classes are called directly: they are twice as fast with fresh keys as the provider and need no
 * reflection.
 */
final class SignatureRules {

    private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> ECDSA =
            Map.of(
                    X9ObjectIdentifiers.ecdsa_with_SHA256, SHA256Digest::new,
                    X9ObjectIdentifiers.ecdsa_with_SHA384, SHA384Digest::new,
                    X9ObjectIdentifiers.ecdsa_with_SHA512, SHA512Digest::new);
    private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> RSA =
            Map.of(
                    PKCSObjectIdentifiers.sha256WithRSAEncryption, SHA256Digest::new,
                    PKCSObjectIdentifiers.sha384WithRSAEncryption, SHA384Digest::new,
                    PKCSObjectIdentifiers.sha512WithRSAEncryption, SHA512Digest::new);

    private SignatureRules() {}

    /**
     * Verifies a request over the bytes as they came: writing the parsed request anew could mend
     * what its sender never signed.
     */
    static Optional<Refusal> firstBreach(
            byte[] der, PKCS10CertificationRequest request, RequestKey key) {
        var signer = signer(request.getSignatureAlgorithm().getAlgorithm(), key);
        if (signer.isEmpty()) {
            return refused(
                    RefusalReason.KEY_ALG_FORBIDDEN,
                    "Requests are signed by their own key with SHA-256 or better.");
        }
        return verifies(signer.get(), der, request, key)
                ? Optional.empty()
                : refused(
                        RefusalReason.CSR_SIGNATURE_INVALID,
                        "The request is not signed by the key it carries.");
    }

    private static Optional<Signer> signer(ASN1ObjectIdentifier algorithm, RequestKey key) {
        return switch (key) {
            case RequestKey.EllipticCurve _ ->
                    Optional.ofNullable(ECDSA.get(algorithm))
                            .map(digest -> new DSADigestSigner(new ECDSASigner(), digest.get()));
            case RequestKey.Rsa _ ->
                    Optional.ofNullable(RSA.get(algorithm))
                            .map(digest -> new RSADigestSigner(digest.get()));
            case RequestKey.Edwards _ ->
                    algorithm.equals(EdECObjectIdentifiers.id_Ed25519)
                            ? Optional.of(new Ed25519Signer())
                            : Optional.empty();
        };
    }

    private static boolean verifies(
            Signer signer, byte[] der, PKCS10CertificationRequest request, RequestKey key) {
        var signed = DerShape.firstWithin(der);
        signer.init(false, key.parameters());
        signer.update(signed, 0, signed.length);
        return signer.verifySignature(request.getSignature());
    }

    private static Optional<Refusal> refused(RefusalReason reason, String detail) {
        return Optional.of(new Refusal(reason, detail));
    }
}
