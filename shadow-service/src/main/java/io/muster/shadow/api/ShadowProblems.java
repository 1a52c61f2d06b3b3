// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.ShadowName;

/** What is refused on MQTT with a code and a message, as problems with the same code. */
final class ShadowProblems {

    private ShadowProblems() {}

    static ProblemException of(Refusal refusal) {
        return problem(refusal).with("errorCode", refusal.reason().name());
    }

    static ProblemException notFound(ShadowName name) {
        return of(Refusal.notFound(name));
    }

    static ProblemException conflict(long actual) {
        return Problems.preconditionFailed("The shadow does not have the version in If-Match.")
                .with("errorCode", Refusal.Reason.PRECONDITION_FAILED.name())
                .with("currentVersion", actual);
    }

    private static ProblemException problem(Refusal refusal) {
        var detail = refusal.message();
        return switch (refusal.reason()) {
            case INVALID_JSON,
                    INVALID_STATE,
                    NULL_IN_ARRAY,
                    TOO_DEEP,
                    INVALID_VERSION,
                    INVALID_TOKEN,
                    INVALID_PATCH,
                    INVALID_REQUEST ->
                    Problems.invalid(detail);
            case FORBIDDEN_PATH -> Problems.forbidden(detail);
            case SHADOW_NOT_FOUND, MEMBER_NOT_FOUND -> Problems.notFound(detail);
            case VERSION_CONFLICT -> Problems.conflict(detail);
            case PRECONDITION_FAILED -> Problems.preconditionFailed(detail);
            case TOO_LARGE -> Problems.tooLarge(detail);
            case UNSUPPORTED_MEDIA -> Problems.unsupportedMedia(detail);
            case PRECONDITION_REQUIRED -> Problems.preconditionRequired(detail);
            case IDEMPOTENCY_MISMATCH -> Problems.unprocessable(detail);
        };
    }
}
