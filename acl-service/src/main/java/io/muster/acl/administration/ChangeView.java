// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.acl.book.Finding;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a change did, or in a dry run would do.
 *
 * @param version of the policy afterwards
 * @param rules what becomes of the rules
 * @param warnings what the author should know, though it may be meant so
 * @param decisions in a dry run, what it would have done to the decisions of late
 */
@Schema(name = "PolicyChange")
public record ChangeView(
        String id,
        long version,
        Outcome outcome,
        boolean dryRun,
        RuleChanges rules,
        List<Finding> warnings,
        @Nullable DecisionChanges decisions) {

    public ChangeView {
        warnings = List.copyOf(warnings);
    }

    static ChangeView of(Change change) {
        return of(change, false, null);
    }

    static ChangeView rehearsed(Change change, DecisionChanges decisions) {
        return of(change, true, decisions);
    }

    private static ChangeView of(
            Change change, boolean dryRun, @Nullable DecisionChanges decisions) {
        var draft = change.draft();
        return new ChangeView(
                draft.id(),
                change.version(),
                change.outcome(),
                dryRun,
                RuleChanges.between(change.jsonBefore(), draft.json()),
                draft.warnings(),
                decisions);
    }
}
