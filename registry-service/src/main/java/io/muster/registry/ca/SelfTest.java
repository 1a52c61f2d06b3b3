// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentVerifierProviderBuilder;

/**
 * Proves before the first certificate that an authority can issue one: its key signs what its
 * certificate verifies, and the certificate is one of an authority that is still good.
 */
final class SelfTest {

    private static final byte[] SAMPLE = "sign and verify".getBytes(StandardCharsets.US_ASCII);

    private SelfTest() {}

    /** Throws where the authority is not usable. */
    static void check(Authority authority, Instant now) {
        var certificate = authority.signer().certificate();
        if (!verifies(certificate, authority.signer())) {
            throw new CaUnusable("The key of the authority does not belong to its certificate.");
        }
        if (!mayIssue(certificate)) {
            throw new CaUnusable("The certificate of the authority is not one of an authority.");
        }
        if (!certificate.isValidOn(Date.from(now))) {
            throw new CaUnusable("The certificate of the authority is expired or not yet good.");
        }
    }

    private static boolean verifies(X509CertificateHolder certificate, CaSigner signer) {
        try {
            var verifier =
                    new BcECContentVerifierProviderBuilder(
                                    new DefaultDigestAlgorithmIdentifierFinder())
                            .build(certificate)
                            .get(signer.algorithm());
            try (var content = verifier.getOutputStream()) {
                content.write(SAMPLE);
            }
            return verifier.verify(signer.sign(SAMPLE));
        } catch (OperatorCreationException | IOException e) {
            throw new CaUnusable("The certificate of the authority has no usable key.", e);
        }
    }

    private static boolean mayIssue(X509CertificateHolder certificate) {
        var extensions = certificate.getExtensions();
        var constraints = extensions == null ? null : BasicConstraints.fromExtensions(extensions);
        return constraints != null
                && constraints.isCA()
                && (extensions.getExtension(Extension.keyUsage) == null
                        || KeyUsage.fromExtensions(extensions).hasUsages(KeyUsage.keyCertSign));
    }
}
