// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Allow;
import io.muster.acl.decision.Decision.Deny;
import io.muster.acl.decision.Subject;
import io.muster.acl.inquiry.Verdict.Assurance;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An answer of the native API as JSON. */
public final class VerdictJson {

    private static final Duration ALLOW_FOR = Duration.ofSeconds(30);
    private static final Duration DENY_FOR = Duration.ofSeconds(3);

    private VerdictJson() {}

    /** The whole answer: {@code ttl_ms} is how long it may be remembered, from now. */
    public static ObjectNode of(Verdict verdict, Instant now) {
        var json = decision(verdict.decision());
        var subject = verdict.subject();
        if (subject != null) {
            add(json, subject, verdict.assurance(), verdict.expiresAt());
        }
        if (verdict.session() != null) {
            json.put("session", verdict.session());
        }
        return json.put("ttl_ms", ttl(verdict, now).toMillis());
    }

    /** Adds {@code principal} and, if the credentials end, {@code expires_at}. */
    static void add(
            ObjectNode json, Subject subject, Assurance assurance, @Nullable Instant expiresAt) {
        json.putObject("principal")
                .put("id", subject.id())
                .put("type", subject.type())
                .put("assurance", assurance.wireName());
        if (expiresAt != null) {
            json.put("expires_at", expiresAt.getEpochSecond());
        }
    }

    /** {@code decision}, {@code reason} and, where a rule decided, {@code policy}. */
    public static ObjectNode decision(Decision decision) {
        var json = JsonNodeFactory.instance.objectNode();
        return switch (decision) {
            case Allow(var rule) ->
                    policy(json.put("decision", "allow").put("reason", "rule"), rule);
            case Deny(var reason, var rule) ->
                    policy(json.put("decision", "deny").put("reason", reason.wireName()), rule);
        };
    }

    private static ObjectNode policy(ObjectNode json, @Nullable String rule) {
        if (rule != null) {
            int slash = rule.indexOf('/');
            json.putObject("policy")
                    .put("id", rule.substring(0, Math.max(0, slash)))
                    .put("rule", rule.substring(slash + 1));
        }
        return json;
    }

    private static Duration ttl(Verdict verdict, Instant now) {
        var longest = verdict.decision().allowed() ? ALLOW_FOR : DENY_FOR;
        return shorter(shorter(longest, verdict.expiresAt(), now), verdict.holdsUntil(), now);
    }

    private static Duration shorter(Duration ttl, @Nullable Instant end, Instant now) {
        if (end == null) {
            return ttl;
        }
        var left = Duration.between(now, end);
        return left.isNegative() ? Duration.ZERO : left.compareTo(ttl) < 0 ? left : ttl;
    }
}
