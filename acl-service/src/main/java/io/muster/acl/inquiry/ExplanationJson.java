// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.policy.Explanation;
import io.muster.acl.policy.Explanation.Considered;
import java.util.Locale;

/** How a decision came about, as JSON. */
final class ExplanationJson {

    private ExplanationJson() {}

    /** Adds {@code rules}, those first that have most to do with it, and {@code rules_omitted}. */
    static ObjectNode addTo(ObjectNode answer, Explanation explanation) {
        var rules = answer.putArray("rules");
        explanation.considered().forEach(considered -> rules.add(rule(considered)));
        return answer.put("rules_omitted", explanation.omitted());
    }

    private static ObjectNode rule(Considered considered) {
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("rule", considered.rule())
                        .put("effect", considered.denies() ? "deny" : "allow")
                        .put("action", considered.action().wireName())
                        .put("outcome", name(considered.outcome()))
                        .put("resource", considered.resource())
                        .put("rendered", considered.pattern());
        var conditions = json.putArray("conditions");
        considered
                .tests()
                .forEach(tested ->
                        conditions
                                .addObject()
                                .put("pointer", tested.pointer())
                                .put("truth", name(tested.truth())));
        return json;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
