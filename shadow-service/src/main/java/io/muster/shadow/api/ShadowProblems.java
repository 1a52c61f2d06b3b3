// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.ShadowName;
import java.util.Map;

/** What is refused on MQTT with a code and a message, as problems with the same code. */
final class ShadowProblems {

    private ShadowProblems() {}

    static ProblemException of(Refusal refusal) {
        return problem(refusal).with("errorCode", refusal.reason().name());
    }

    static ProblemException notFound(ShadowName name) {
        return of(Refusal.notFound(name));
    }

    static ProblemException notFoundThen(ShadowName name) {
        return Problems.notFound("There was no shadow " + name + " then.")
                .with("errorCode", Refusal.Reason.SHADOW_NOT_FOUND.name());
    }

    static ProblemException forgotten() {
        return ProblemException.of(
                        410,
                        "version-forgotten",
                        "The version is not kept any more",
                        "history lists the versions of the shadow that are kept.")
                .with("errorCode", "VERSION_FORGOTTEN");
    }

    static ProblemException noHistory() {
        return ProblemException.of(
                        409,
                        "history-off",
                        "No history is kept",
                        "Events are read from the history of shadows: set"
                                + " muster.shadow.history.enabled=true.")
                .with("errorCode", "HISTORY_OFF");
    }

    static ProblemException conflict(Expectation unmet, long actual) {
        return Problems.preconditionFailed(detail(unmet))
                .with("errorCode", Refusal.Reason.PRECONDITION_FAILED.name())
                .with("currentVersion", actual);
    }

    static ProblemException tooLarge(Outcome.TooLarge outcome) {
        return of(Refusal.tooLarge())
                .with("bytes", outcome.bytes())
                .with("bySubtree", DryRunView.Subtree.of(outcome.bySubtree()));
    }

    static ProblemException violated(Outcome.Violated outcome) {
        var errors =
                outcome.faults().stream()
                        .map(fault -> Map.of("pointer", fault.pointer(), "rule", fault.keyword()))
                        .toList();
        return of(Refusal.violates(outcome.schema())).with("errors", errors);
    }

    private static String detail(Expectation unmet) {
        return switch (unmet) {
            case Expectation.Tag _, Expectation.Existing(), Expectation.Version _ ->
                    "The shadow does not have the version in If-Match.";
            case Expectation.Nothing() -> "The shadow exists already.";
            case Expectation.When _ -> "The shadow does not meet the condition in when.";
            case Expectation.All _, Expectation.Anything() ->
                    "The shadow is not as If-Match, If-None-Match and when require.";
        };
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
            case SCHEMA_VIOLATION ->
                    ProblemException.of(
                            422, "schema-violation", "The shadow does not fit its schema", detail);
            case IDEMPOTENCY_MISMATCH -> Problems.unprocessable(detail);
        };
    }
}
