// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.problem.Problems;
import io.muster.registry.enrollment.ClaimCertificates.Order;
import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.enrollment.csr.CsrText;
import io.muster.registry.enrollment.profile.EnrollmentMode;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an operator asks for: a certificate that devices of a batch may share. */
@Schema(name = "CreateClaimCertificateRequest")
record ClaimCertificateOrder(
        @Schema(description = "The request for the claim's key, PKCS#10 in PEM or base64.")
                @Nullable String csr,
        @Schema(description = "Ids of devices, with * for any characters; any if absent.")
                @Nullable String pattern,
        @Schema(description = "For how many certificates it is good; 1 if absent.")
                @Nullable Integer maxUses,
        @Schema(description = "How long it is good, such as P30D.") @Nullable String ttl,
        @Schema(description = "From where it is good over EST, in CIDR notation.")
                @Nullable List<String> networks) {

    /** The request as bytes; a problem where there is none. */
    byte[] request() {
        return Optional.ofNullable(csr)
                .flatMap(CsrText::decode)
                .orElseThrow(() -> Problems.invalid("csr is a PKCS#10 request in PEM or base64."));
    }

    /** Reads the order; a problem where it makes no sense. */
    Order read(
            EnrollmentProfile profile,
            Duration lifetime,
            CertificateRequest request,
            String actor) {
        if (profile.rules().mode() != EnrollmentMode.CLAIM_CERTIFICATE) {
            throw Problems.invalid("The profile does not enroll by claim certificates.");
        }
        var ids = Optional.ofNullable(pattern).orElse("*");
        var terms = new TokenOrder(null, ids, 1, maxUses, ttl, networks).terms(lifetime);
        return new Order(profile, terms.scope(), terms.maxUses(), terms.lifetime(), request, actor);
    }
}
