// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A fleet's rules as policy documents of ours. */
public final class Documents {

    /** A document holds 256 KiB. */
    private static final int RULES_PER_DOCUMENT = 500;

    private Documents() {}

    /** As many documents as the rules need. */
    public static List<ObjectNode> of(List<FleetRule> rules) {
        var documents = new ArrayList<ObjectNode>();
        for (int from = 0; from < rules.size(); from += RULES_PER_DOCUMENT) {
            var part = rules.subList(from, Math.min(rules.size(), from + RULES_PER_DOCUMENT));
            documents.add(document("fleet-" + documents.size(), part));
        }
        return documents;
    }

    private static ObjectNode document(String id, List<FleetRule> rules) {
        var document = JsonNodeFactory.instance.objectNode().put("version", 1).put("id", id);
        var list = document.putArray("rules");
        rules.forEach(rule -> list.add(json(rule)));
        return document;
    }

    private static ObjectNode json(FleetRule rule) {
        var json = JsonNodeFactory.instance.objectNode().put("id", rule.id());
        json.put("effect", rule.denies() ? "deny" : "allow").put("resource", rule.pattern());
        var actions = json.putArray("actions");
        rule.acts().stream().sorted().map(Act::wireName).forEach(actions::add);
        if (rule.group() != null) {
            json.putObject("subject").putArray("groups_any").add(rule.group());
        }
        var conditions = JsonNodeFactory.instance.objectNode();
        if (rule.network() != null) {
            conditions.putArray("ip_range").add(rule.network());
        }
        if (rule.maxQos() < FleetRule.ANY_QOS) {
            conditions.put("qos_max", rule.maxQos());
        }
        return conditions.isEmpty() ? json : json.set("conditions", conditions);
    }
}
