// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What becomes of a policy's rules, by their ids. The order of rules, and how a document is laid
 * out, mean nothing and are no change.
 */
public record RuleChanges(List<String> added, List<String> changed, List<String> removed) {

    /** What becomes of the rules of one document when the other takes its place. */
    static RuleChanges between(JsonNode before, JsonNode after) {
        var old = rules(before);
        var now = rules(after);
        return new RuleChanges(
                named(now, id -> !old.containsKey(id)),
                named(now, id -> old.containsKey(id) && !Objects.equals(now.get(id), old.get(id))),
                named(old, id -> !now.containsKey(id)));
    }

    private static TreeMap<String, JsonNode> rules(JsonNode document) {
        var rules = new TreeMap<String, JsonNode>();
        document.path("rules").forEach(rule -> rules.put(rule.path("id").asText(), rule));
        return rules;
    }

    private static List<String> named(TreeMap<String, JsonNode> rules, Predicate<String> wanted) {
        return rules.keySet().stream().filter(wanted).toList();
    }
}
