// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.registry.identity.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.bouncycastle.cert.X509CertificateHolder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An authority as the API shows it. */
@Schema(name = "Issuer")
record IssuerView(
        @Schema(description = "Lower-case hexadecimal SHA-256 of the DER certificate.") String id,
        @Schema(description = "INTERNAL: the key is ours; BYO: the tenant brought the authority.")
                Issuer.Kind kind,
        Issuer.State state,
        @Schema(description = "Counts a tenant's own authorities from 1; 0 for one it brought.")
                int generation,
        @Schema(description = "Over how many revocation lists its certificates are spread.")
                int shards,
        String subject,
        Instant notBefore,
        Instant notAfter,
        Instant createdAt,
        String certificatePem) {

    static IssuerView of(Issuer issuer) {
        var certificate = certificate(issuer);
        return new IssuerView(
                issuer.fingerprint().hex(),
                issuer.kind(),
                issuer.state(),
                issuer.generation(),
                issuer.shards(),
                certificate.getSubject().toString(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                issuer.createdAt(),
                issuer.certificate().pem());
    }

    private static X509CertificateHolder certificate(Issuer issuer) {
        try {
            return new X509CertificateHolder(issuer.certificate().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
