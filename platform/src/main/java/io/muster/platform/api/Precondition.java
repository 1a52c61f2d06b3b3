// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.api;

import io.muster.platform.problem.Problems;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** On what a PUT insists: that there is nothing yet, or that it replaces a certain version. */
public record Precondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {

    public Precondition {
        if (ifNoneMatch != null && (ifMatch != null || !ifNoneMatch.strip().equals("*"))) {
            throw Problems.invalid("If-None-Match can only be *, and without If-Match.");
        }
    }

    /**
     * Refuses a PUT that is not based on what is there: 412, or 428 when it would overwrite what
     * the caller may not know.
     *
     * @param version empty when there is nothing
     */
    public void check(OptionalLong version) {
        if (version.isEmpty() && ifMatch != null) {
            throw Problems.preconditionFailed("There is nothing of this id.");
        }
        if (version.isPresent()) {
            if (ifNoneMatch != null) {
                throw Problems.preconditionFailed(
                        "It exists, at version " + version.getAsLong() + ".");
            }
            EntityTags.demand(ifMatch, version.getAsLong());
        }
    }
}
