// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Action;
import io.muster.acl.policy.Attribute.Claim;
import io.muster.acl.policy.Attribute.DeviceAttribute;
import io.muster.acl.policy.Attribute.Texts;
import io.muster.acl.policy.Condition.Leaf;
import io.muster.acl.policy.Level.Filled;
import io.muster.acl.policy.Level.Literal;
import io.muster.acl.policy.Level.Rest;
import io.muster.acl.policy.Template.Text;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be said of a rule by itself. */
final class RuleLint {

    private static final String RESOURCE = "/resource";
    private static final Set<String> WITH_SLASHES = Set.of("cert", "token");

    private final Rule rule;
    private final Surroundings surroundings;
    private final Lint.Report report;

    private RuleLint(Rule rule, Surroundings surroundings, Lint.Report report) {
        this.rule = rule;
        this.surroundings = surroundings;
        this.report = report;
    }

    static void check(Rule rule, Surroundings surroundings, Lint.Report report) {
        var lint = new RuleLint(rule, surroundings, report);
        rule.resources().forEach(lint::checkReach);
        rule.resources().forEach(lint::checkVariables);
        rule.condition().visit(lint::checkNames);
        lint.checkGroups();
        lint.checkClientId();
        Impossible.in(rule.condition())
                .ifPresent(reason -> report.error("/conditions", "never-holds", reason));
    }

    private void checkReach(TopicPattern pattern) {
        if (rule.denies() || pattern.levels().isEmpty()) {
            return;
        }
        if (pattern.levels().equals(List.of(new Rest()))) {
            report.warning(RESOURCE, "allow-everything", "allows every topic of the tenant");
        }
        if (pattern.levels().getFirst() instanceof Literal(var first) && first.startsWith("$")) {
            report.warning(RESOURCE, "allow-internal", "allows topics of the broker's own");
        }
    }

    private void checkVariables(TopicPattern pattern) {
        if (!pattern.levels().isEmpty()
                && pattern.levels().getFirst() instanceof Filled(var template)
                && template.parts().getFirst() instanceof Text(var text)
                && text.startsWith("$")) {
            report.error(
                    RESOURCE,
                    "internal-variable",
                    "no value may make a first level that begins with $");
        }
        for (var variable : pattern.variables()) {
            checkLevel(variable);
            checkName(variable.attribute(), RESOURCE);
        }
    }

    private void checkLevel(Template.Variable variable) {
        if (variable.attribute() instanceof Texts(_, var names) && !names) {
            report.error(RESOURCE, "list-in-level", variable.name() + " is a list, never a level");
        }
        if (variable.name().equals("subject.id")) {
            var types = rule.subject().types();
            boolean always = !types.isEmpty() && WITH_SLASHES.containsAll(types);
            var message = "subject.id of a token or certificate has a slash and is never a level";
            if (always) {
                report.error(RESOURCE, "slash-in-level", message);
            } else {
                report.warning(RESOURCE, "slash-in-level", message);
            }
        }
    }

    private void checkNames(Leaf leaf) {
        var where = leaf.pointer().substring(rule.pointer().length());
        switch (leaf.check()) {
            case Comparison comparison -> checkName(comparison.attribute(), where);
            case ClientIdPattern pattern ->
                    pattern.variables().forEach(variable -> checkName(variable.attribute(), where));
            default -> {}
        }
    }

    private void checkName(Attribute attribute, String where) {
        switch (attribute) {
            case Claim(var path) ->
                    checkName(path, surroundings.claims(), where, "unknown-claim", "no issuer");
            case DeviceAttribute(var path) ->
                    checkName(
                            path,
                            surroundings.attributes(),
                            where,
                            "unknown-attribute",
                            "no device");
            default -> {}
        }
    }

    private void checkName(
            JsonPath path, @Nullable Set<String> known, String where, String code, String nobody) {
        var name = path.members().getFirst();
        if (known != null && !known.contains(name)) {
            report.warning(where, code, nobody + " of the tenant has " + name);
        }
    }

    private void checkGroups() {
        var known = surroundings.groups();
        for (var group : rule.subject().groups()) {
            if (group.isBlank() || (known != null && !known.contains(group))) {
                report.warning("/subject/groups_any", "empty-group", "nobody is in " + group);
            }
        }
    }

    private void checkClientId() {
        if (rule.denies() || !rule.actions().contains(Action.CONNECT)) {
            return;
        }
        var bound = new boolean[1];
        rule.condition()
                .visit(leaf -> bound[0] |= leaf.check() instanceof ClientIdPattern p && p.binds());
        if (!bound[0]) {
            report.warning(
                    "",
                    "unbound-client-id",
                    "whoever it selects may take over any session: bind client_id");
        }
    }
}
