// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.JsonFault;
import io.muster.acl.json.Members;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A policy: rules whose order does not matter. Whatever no rule allows is denied, and a rule that
 * denies wins over any that allows.
 */
public final class PolicyDocument {

    private static final Set<String> KNOWN =
            Set.of("version", "id", "description", "defaults", "rules");
    private static final Set<String> DEFAULTS = Set.of("effect", "subscribe_deny");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int VERSION = 1;
    private static final int MAX_RULES = 10_000;

    private final String id;
    private final List<Rule> rules;

    private PolicyDocument(String id, List<Rule> rules) {
        this.id = id;
        this.rules = List.copyOf(rules);
    }

    /** Reads a document; a {@link PolicyFault} names the first thing that is wrong with it. */
    public static PolicyDocument parse(JsonNode json) {
        try {
            return read(json);
        } catch (JsonFault fault) {
            throw new PolicyFault(fault.pointer(), fault.reason());
        }
    }

    private static PolicyDocument read(JsonNode json) {
        var members = Members.of(json, "", KNOWN);
        if (!members.get("version").isInt() || members.get("version").intValue() != VERSION) {
            throw new PolicyFault("/version", "must be " + VERSION);
        }
        var id = identifier(members, "id");
        members.findText("description");
        members.find("defaults").ifPresent(PolicyDocument::checkDefaults);
        return new PolicyDocument(id, rules(id, members.get("rules")));
    }

    private static void checkDefaults(JsonNode node) {
        var defaults = Members.of(node, "/defaults", DEFAULTS);
        requireIfPresent(defaults, "effect", "deny");
        requireIfPresent(defaults, "subscribe_deny", "strict");
    }

    private static void requireIfPresent(Members members, String name, String only) {
        members.findText(name)
                .filter(value -> !value.equals(only))
                .ifPresent(_ -> {
                    throw new PolicyFault(members.at(name), "must be " + only);
                });
    }

    private static List<Rule> rules(String policy, JsonNode node) {
        if (!node.isArray() || node.size() > MAX_RULES) {
            throw new PolicyFault("/rules", "must be a list of at most " + MAX_RULES);
        }
        var rules = new ArrayList<Rule>();
        var ids = new HashSet<String>();
        for (int i = 0; i < node.size(); i++) {
            var rule = RuleReader.read(policy, node.get(i), "/rules/" + i);
            if (!ids.add(rule.id())) {
                throw new PolicyFault("/rules/" + i + "/id", "is used by another rule");
            }
            rules.add(rule);
        }
        return rules;
    }

    static String identifier(Members members, String name) {
        var id = members.text(name);
        if (!ID.matcher(id).matches()) {
            throw new PolicyFault(members.at(name), "must match " + ID.pattern());
        }
        return id;
    }

    /** The name of the policy; its rules are called {@code id/rule}. */
    public String id() {
        return id;
    }

    /** How many rules it has. */
    public int size() {
        return rules.size();
    }

    List<Rule> rules() {
        return rules;
    }
}
