// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import io.muster.shadow.document.Expectation;
import jakarta.ws.rs.core.EntityTag;
import java.util.regex.Pattern;

/** A shadow's entity tag is its version. */
final class EntityTags {

    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");
    private static final Pattern TAG = Pattern.compile("(W/)?\"[^\"\\p{Cntrl}]*\"");

    /** A weak tag, or one we never gave, is well formed and never the current one. */
    private static final Expectation NEVER = new Expectation.Tag(-1);

    private EntityTags() {}

    static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** What {@code If-None-Match} requires of a write; anything but * is a 400 problem. */
    static Expectation nothing(String ifNoneMatch) {
        if (ifNoneMatch.equals("*")) {
            return new Expectation.Nothing();
        }
        throw Problems.invalid("If-None-Match of a write must be *.");
    }

    /** What {@code If-Match} requires; a header that is no tag is a 400 problem. */
    static Expectation required(String ifMatch) {
        if (ifMatch.equals("*")) {
            return new Expectation.Existing();
        }
        var version = VERSION.matcher(ifMatch);
        if (version.matches()) {
            return new Expectation.Tag(Long.parseLong(version.group(1)));
        }
        if (TAG.matcher(ifMatch).matches()) {
            return NEVER;
        }
        throw Problems.invalid("If-Match must be * or the ETag of the shadow.");
    }
}
