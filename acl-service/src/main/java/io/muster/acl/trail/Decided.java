// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.trail;

import io.muster.acl.decision.Action;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Reason;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision that was made.
 *
 * @param tenant whose affair it is; null when a stranger's broker serves several tenants
 * @param broker the registered broker that asked
 * @param clientId what the client called itself, which proves nothing
 * @param caller null when it was refused before it was known who it is
 * @param ask null for connecting
 * @param reason why it was refused; null when it was allowed
 * @param rule the rule that decided, as {@code policy/rule}; null when none did
 */
public record Decided(
        Instant at,
        @Nullable TenantId tenant,
        String broker,
        String clientId,
        @Nullable Caller caller,
        @Nullable Ask ask,
        @Nullable Reason reason,
        @Nullable String rule) {

    public boolean allowed() {
        return reason == null;
    }

    /** What it was about. */
    public Action action() {
        return ask == null ? Action.CONNECT : ask.action();
    }
}
