// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceCertificate.Revocation;
import io.muster.registry.identity.RevocationReason;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A certificate as the API shows it. */
@Schema(name = "Certificate")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CertificateView(
        @Schema(description = "Lower-case hexadecimal SHA-256 of the DER certificate.")
                String fingerprint,
        String deviceId,
        @Schema(description = "Lower-case hexadecimal.") String serial,
        @Schema(description = "The fingerprint of the issuing CA's certificate.") String issuer,
        Status status,
        Instant notBefore,
        Instant notAfter,
        Instant issuedAt,
        @Nullable Instant revokedAt,
        @Schema(description = "The reason of the revocation, in the words of RFC 5280.")
                @Nullable String reason,
        String certificatePem) {

    /** What a certificate is good for now. */
    @Schema(
            name = "CertificateStatus",
            description =
                    "ACTIVE lets its device in; HOLD may do so again; SUPERSEDED was given back after"
                            + " a renewal; REVOKED was taken back; EXPIRED was neither.")
    enum Status {
        ACTIVE,
        HOLD,
        SUPERSEDED,
        REVOKED,
        EXPIRED;

        private static Status of(DeviceCertificate certificate, Instant now) {
            return switch (certificate.status()) {
                case HOLD -> HOLD;
                case REVOKED -> superseded(certificate) ? SUPERSEDED : REVOKED;
                case ACTIVE -> now.isAfter(certificate.validity().notAfter()) ? EXPIRED : ACTIVE;
            };
        }

        private static boolean superseded(DeviceCertificate certificate) {
            return certificate
                    .revocation()
                    .filter(it -> it.reason() == RevocationReason.SUPERSEDED)
                    .isPresent();
        }
    }

    static CertificateView of(DeviceCertificate certificate, Instant now) {
        var revocation = certificate.revocation();
        return new CertificateView(
                certificate.fingerprint().hex(),
                certificate.identity().device().value(),
                certificate.serial(),
                certificate.issuer().hex(),
                Status.of(certificate, now),
                certificate.validity().notBefore(),
                certificate.validity().notAfter(),
                certificate.issuedAt(),
                revocation.map(Revocation::at).orElse(null),
                revocation.map(it -> it.reason().word()).orElse(null),
                certificate.der().pem());
    }
}
