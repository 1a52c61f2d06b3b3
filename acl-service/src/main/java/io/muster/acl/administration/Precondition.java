// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a caller requires of the policy it changes. A policy's entity tag is its version. */
sealed interface Precondition {

    /** The version that a tag names, when it is one that we could have given. */
    Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    /** Nothing is required. */
    record None() implements Precondition {}

    /** {@code If-None-Match: *}: there is no such policy. */
    record Absent() implements Precondition {}

    /** {@code If-Match: *}: there is one. */
    record Present() implements Precondition {}

    /** {@code If-Match} with a tag: it is at this version; a tag we never gave is at none. */
    record At(long version) implements Precondition {}

    /** What the two headers require together. */
    static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch != null) {
            if (ifMatch != null || !ifNoneMatch.strip().equals("*")) {
                throw Problems.invalid("If-None-Match can only be *, and without If-Match.");
            }
            return new Absent();
        }
        return ifMatch == null ? new None() : match(ifMatch.strip());
    }

    private static Precondition match(String ifMatch) {
        if (ifMatch.equals("*")) {
            return new Present();
        }
        var tag = TAG.matcher(ifMatch);
        return new At(tag.matches() ? Long.parseLong(tag.group(1)) : -1);
    }

    /**
     * Refuses a change that is not based on what is there: 412.
     *
     * @param version of the policy in force; empty without one
     */
    default void require(OptionalLong version) {
        boolean met =
                switch (this) {
                    case None _ -> true;
                    case Absent _ -> version.isEmpty();
                    case Present _ -> version.isPresent();
                    case At(long wanted) -> version.equals(OptionalLong.of(wanted));
                };
        if (!met) {
            throw Problems.preconditionFailed(
                    version.isPresent()
                            ? "The policy is at version " + version.getAsLong() + "."
                            : "There is no such policy.");
        }
    }

    /** 428: what is there must not be overwritten by somebody who may not know it. */
    static ProblemException missing() {
        return Problems.preconditionRequired(
                "The policy exists: send its ETag as If-Match, or * to replace whatever is there.");
    }
}
