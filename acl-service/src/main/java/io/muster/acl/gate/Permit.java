// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Deny;
import io.muster.acl.decision.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a question about a client.
 *
 * @param reason why not; null when it is granted
 * @param until when what it stands on ends, for those who would remember it; null when it does not
 */
public record Permit(@Nullable Reason reason, @Nullable Instant until) {

    static Permit of(Decision decision, @Nullable Instant until) {
        return decision instanceof Deny(var reason, _)
                ? new Permit(reason, null)
                : new Permit(null, until);
    }

    public boolean granted() {
        return reason == null;
    }

    /** Says whether nothing was decided, because something of ours is missing or overloaded. */
    public boolean failed() {
        return reason != null && reason.ours();
    }
}
