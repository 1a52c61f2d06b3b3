// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.control;

import io.muster.platform.problem.Problems;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A rollout's revision as its entity tag. */
final class RevisionTags {

    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

    private RevisionTags() {}

    static RestResponse<RolloutView> tagged(RolloutView view) {
        return RestResponse.ResponseBuilder.ok(view)
                .header("ETag", "\"" + view.revision() + "\"")
                .build();
    }

    /** The revision of {@code If-Match}; empty without one and for {@code *}. */
    static OptionalLong expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return OptionalLong.empty();
        }
        var tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw Problems.preconditionFailed("If-Match names no revision of a rollout.");
        }
        return OptionalLong.of(Long.parseLong(tag.group(1)));
    }
}
