// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.acl.book.Finding;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a change did, or in a dry run would do.
 *
 * @param version of the policy afterwards
 * @param rules what becomes of the rules
 * @param warnings what the author should know, though it may be meant so
 */
@Schema(name = "PolicyChange")
public record ChangeView(
        String id,
        long version,
        Outcome outcome,
        boolean dryRun,
        RuleChanges rules,
        List<Finding> warnings) {

    public ChangeView {
        warnings = List.copyOf(warnings);
    }

    static ChangeView of(Change change, boolean dryRun) {
        var draft = change.draft();
        return new ChangeView(
                draft.id(),
                change.version(),
                change.outcome(),
                dryRun,
                RuleChanges.between(change.jsonBefore(), draft.json()),
                draft.warnings());
    }
}
