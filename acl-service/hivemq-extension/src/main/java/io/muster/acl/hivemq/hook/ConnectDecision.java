// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.hook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the hook says about a client that wants to connect. */
public sealed interface ConnectDecision {

    /**
     * It may.
     *
     * @param session what the hook is asked with from now on
     * @param expiresAt when its credentials end, if they do
     * @param tenant whose device it is; null when it is none
     */
    record Allowed(String session, @Nullable Instant expiresAt, @Nullable String tenant)
            implements ConnectDecision {}

    /** It may not, or the hook did not say so in time. */
    record Denied() implements ConnectDecision {}
}
