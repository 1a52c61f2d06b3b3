// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.enrollment.profile.IdPattern;
import io.muster.registry.enrollment.store.ClaimCertificateStore.Claimed;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A claim certificate as the API shows it. */
@RegisterForReflection
@Schema(name = "ClaimCertificate")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClaimCertificateView(
        UUID id,
        @Schema(description = "Its common name, with which client ids of its holders begin.")
                String clientIdPrefix,
        String fingerprint,
        String certificatePem,
        @Schema(description = "The ids of the devices it is for.") @Nullable String pattern,
        int maxUses,
        int uses,
        Instant createdAt,
        Instant expiresAt,
        @Schema(description = "Whether it was taken back.") boolean revoked) {

    static ClaimCertificateView of(Claimed claimed) {
        var certificate = claimed.certificate();
        return new ClaimCertificateView(
                certificate.identity().id(),
                certificate.identity().commonName(),
                certificate.fingerprint().hex(),
                certificate.der().pem(),
                claimed.claim().scope().pattern().map(IdPattern::text).orElse(null),
                claimed.claim().maxUses(),
                claimed.uses(),
                claimed.createdAt(),
                claimed.claim().expiresAt(),
                claimed.revoked());
    }
}
