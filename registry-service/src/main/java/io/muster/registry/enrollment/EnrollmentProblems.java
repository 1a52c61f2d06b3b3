// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.problem.ProblemException;
import io.muster.registry.enrollment.csr.Refusal;

/** Refusals as the operator API words them. */
public final class EnrollmentProblems {

    private EnrollmentProblems() {}

    /** A request that is at fault is a 400, everything else a 403 or what the reason says. */
    public static ProblemException of(Refusal refusal) {
        var code = refusal.reason().code();
        var problem =
                ProblemException.of(
                        status(refusal),
                        code.replace('_', '-'),
                        "No certificate is issued",
                        refusal.detail());
        return refusal.retryAfter()
                .map(wait -> problem.withHeader("Retry-After", Long.toString(wait.toSeconds())))
                .orElse(problem);
    }

    private static int status(Refusal refusal) {
        return switch (refusal.reason()) {
            case CSR_MALFORMED,
                    CSR_SIGNATURE_INVALID,
                    KEY_WEAK,
                    KEY_ALG_FORBIDDEN,
                    POP_BINDING_MISMATCH ->
                    400;
            case INVALID_STATE -> 409;
            case RATE_LIMITED -> 429;
            case UNAUTHORIZED,
                    TOKEN_EXPIRED,
                    TOKEN_EXHAUSTED,
                    TOKEN_SCOPE,
                    CSR_SUBJECT_MISMATCH,
                    KEY_REUSE,
                    CERTIFICATE_REVOKED,
                    CERTIFICATE_EXPIRED,
                    NOT_CURRENT_CERTIFICATE,
                    APPROVAL_REJECTED,
                    APPROVAL_USED,
                    PROFILE_CLOSED,
                    QUOTA_EXCEEDED ->
                    403;
        };
    }
}
