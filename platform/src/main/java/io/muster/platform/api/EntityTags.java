// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.api;

import io.muster.platform.problem.Problems;
import org.jspecify.annotations.Nullable;

/** A resource's entity tag is its version in quotes. */
public final class EntityTags {

    private EntityTags() {}

    /** The tag of a version. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Refuses a change whose {@code If-Match} names another version than the current one. */
    public static void require(@Nullable String ifMatch, long version) {
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(of(version))) {
            throw Problems.preconditionFailed("The current version is " + version + ".");
        }
    }

    /**
     * As {@link #require}; also refuses a change that does not say which version it is based on.
     */
    public static void demand(@Nullable String ifMatch, long version) {
        if (ifMatch == null) {
            throw Problems.preconditionRequired(
                    "Send the ETag of what you change as If-Match, or * whatever it is.");
        }
        require(ifMatch, version);
    }
}
