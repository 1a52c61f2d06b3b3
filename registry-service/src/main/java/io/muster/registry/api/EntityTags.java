// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.api;

import io.muster.platform.problem.Problems;
import org.jspecify.annotations.Nullable;

/** A device's entity tag is its version in quotes. */
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
}
