// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.policy.Explanation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer and how it came about.
 *
 * @param explanation null when it was not known who asks, so that no rule was looked at
 */
public record Explained(Verdict verdict, @Nullable Explanation explanation) {

    /** The answer with the rules that were considered. */
    public ObjectNode json(Instant now) {
        var json = VerdictJson.of(verdict, now);
        return explanation == null ? json : ExplanationJson.addTo(json, explanation);
    }
}
