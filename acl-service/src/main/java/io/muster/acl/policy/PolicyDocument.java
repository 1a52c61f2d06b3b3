// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.JsonFault;
import io.muster.acl.json.Members;
import io.muster.platform.topic.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A policy: rules whose order does not matter. Whatever no rule allows is denied, and a rule that
 * denies wins over any that allows.
 */
public final class PolicyDocument {

    private static final Set<String> KNOWN =
            Set.of("version", "tenant", "id", "description", "defaults", "rules");
    private static final Set<String> DEFAULTS = Set.of("effect", "subscribe_deny");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int VERSION = 1;
    private static final int MAX_RULES = 10_000;

    private final String id;
    private final @Nullable TenantId tenant;
    private final List<Rule> rules;

    private PolicyDocument(String id, @Nullable TenantId tenant, List<Rule> rules) {
        this.id = id;
        this.tenant = tenant;
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
        boolean receiveFilter =
                members.find("defaults").map(PolicyDocument::receiveFilter).orElse(false);
        return new PolicyDocument(
                id, tenant(members), rules(id, members.get("rules"), receiveFilter));
    }

    private static @Nullable TenantId tenant(Members members) {
        return members.findText("tenant")
                .map(text ->
                        TenantId.parse(text)
                                .orElseThrow(() ->
                                        new PolicyFault(members.at("tenant"), "is no tenant")))
                .orElse(null);
    }

    /** Says whether a subscription may be wider than what is denied. */
    private static boolean receiveFilter(JsonNode node) {
        var defaults = Members.of(node, "/defaults", DEFAULTS);
        if (!defaults.findText("effect").orElse("deny").equals("deny")) {
            throw new PolicyFault("/defaults/effect", "must be deny");
        }
        return switch (defaults.findText("subscribe_deny").orElse("strict")) {
            case "strict" -> false;
            case "receive_filter" -> true;
            default ->
                    throw new PolicyFault(
                            "/defaults/subscribe_deny", "must be strict or receive_filter");
        };
    }

    private static List<Rule> rules(String policy, JsonNode node, boolean receiveFilter) {
        if (!node.isArray() || node.size() > MAX_RULES) {
            throw new PolicyFault("/rules", "must be a list of at most " + MAX_RULES);
        }
        var rules = new ArrayList<Rule>();
        var ids = new HashSet<String>();
        for (int i = 0; i < node.size(); i++) {
            var rule = RuleReader.read(policy, node.get(i), "/rules/" + i, receiveFilter);
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

    /** The tenant that it says it is for; whoever keeps policies compares. */
    public Optional<TenantId> tenant() {
        return Optional.ofNullable(tenant);
    }

    /** How many rules it has. */
    public int size() {
        return rules.size();
    }

    List<Rule> rules() {
        return rules;
    }
}
