// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import io.muster.acl.decision.Ask;
import io.muster.acl.trail.Decided;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision as operators see it.
 *
 * @param clientId what the client called itself
 * @param principal who it was; null when that was never known
 * @param topic null for connecting
 * @param rule the rule that decided, as {@code policy/rule}; null when none did
 */
public record DecisionView(
        Instant at,
        String broker,
        String clientId,
        @Nullable String principal,
        @Nullable String ip,
        String action,
        @Nullable String topic,
        String decision,
        String reason,
        @Nullable String rule) {

    static DecisionView of(Decided decided) {
        var caller = decided.caller();
        var reason = decided.reason();
        return new DecisionView(
                decided.at(),
                decided.broker(),
                decided.clientId(),
                caller == null ? null : caller.subject().id(),
                caller == null ? null : caller.origin().ip(),
                decided.action().wireName(),
                topic(decided.ask()),
                decided.allowed() ? "allow" : "deny",
                reason == null ? "rule" : reason.wireName(),
                decided.rule());
    }

    private static @Nullable String topic(@Nullable Ask ask) {
        return ask == null ? null : ask.target();
    }
}
