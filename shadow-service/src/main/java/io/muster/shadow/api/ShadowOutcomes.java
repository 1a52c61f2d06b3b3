// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.store.ShadowKey;

/** Outcomes as callers of the API see them. */
final class ShadowOutcomes {

    private ShadowOutcomes() {}

    /** The document that there is now; what was not carried out is a problem. */
    static ShadowDocument document(ShadowKey key, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied(_, var after) -> after;
            case Outcome.Noted(var after) -> after;
            case Outcome.Unchanged(ShadowDocument same) -> same;
            case Outcome.Missing() -> throw ShadowProblems.notFound(key.name());
            case Outcome.Conflict(var unmet, var actual) ->
                    throw ShadowProblems.conflict(unmet, actual);
            case Outcome.TooLarge tooLarge -> throw ShadowProblems.tooLarge(tooLarge);
            case Outcome.Violated violated -> throw ShadowProblems.violated(violated);
            case Outcome.Refused(var refusal) -> throw ShadowProblems.of(refusal);
            case Outcome.Unchanged _, Outcome.Stale _, Outcome.Erased _ -> throw unexpected();
        };
    }

    /** Nothing where the shadow was removed; what was not carried out is a problem. */
    static void requireErased(ShadowKey key, Outcome outcome) {
        if (!(outcome instanceof Outcome.Erased)) {
            document(key, outcome);
            throw unexpected();
        }
    }

    static IllegalStateException unexpected() {
        return new IllegalStateException("not what comes of this command");
    }
}
