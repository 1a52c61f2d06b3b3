// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.acl.administration.Checked.Fit;
import io.muster.acl.administration.Checked.Unfit;
import io.muster.acl.book.Finding;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is to be said about a document.
 *
 * @param errors what keeps it from being put in force
 * @param warnings what its author should know, though it may be meant so
 */
@Schema(name = "PolicyFindings")
public record LintView(List<Finding> errors, List<Finding> warnings) {

    public LintView {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    static LintView of(Checked checked) {
        return switch (checked) {
            case Fit(var draft) -> new LintView(List.of(), draft.warnings());
            case Unfit(var errors) -> new LintView(errors, List.of());
        };
    }
}
