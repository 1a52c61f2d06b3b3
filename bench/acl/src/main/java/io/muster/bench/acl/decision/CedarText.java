// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import io.muster.bench.acl.fleet.Act;
import io.muster.bench.acl.fleet.FleetRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules in Cedar's language. Its {@code like} knows no levels: {@code *} runs over slashes. So
 * topics come as their levels {@code l0}, {@code l1}, …, their number {@code n} and the place
 * {@code hash} of a final {@code #}; with these a rule means exactly what it means to us.
 */
final class CedarText {

    /** Topics of the fleet have no more. */
    static final int MAX_LEVELS = 6;

    /** The place of a {@code #} that is not there. */
    static final long NO_HASH = 999;

    private CedarText() {}

    /** The policies of a rule by their ids: one for each act, since they compare differently. */
    static Map<String, String> policies(FleetRule rule) {
        var policies = new LinkedHashMap<String, String>();
        for (var act : rule.acts()) {
            policies.put(rule.id() + "-" + act.wireName(), policy(rule, act));
        }
        return policies;
    }

    private static String policy(FleetRule rule, Act act) {
        var principal =
                rule.group() == null ? "principal" : "principal in Group::\"" + rule.group() + "\"";
        boolean widest = rule.denies() && act == Act.SUBSCRIBE;
        var terms = widest ? meeting(rule.levels()) : containing(rule.levels());
        if (rule.maxQos() < FleetRule.ANY_QOS) {
            terms.add("context.qos <= " + rule.maxQos());
        }
        if (rule.network() != null) {
            terms.add("context.ip.isInRange(ip(\"" + rule.network() + "\"))");
        }
        return "%s(%s, action == Action::\"%s\", resource) when { %s };"
                .formatted(
                        rule.denies() ? "forbid" : "permit",
                        principal,
                        act.wireName(),
                        String.join(" && ", terms));
    }

    private static List<String> containing(List<String> levels) {
        var terms = new ArrayList<String>();
        boolean open = levels.getLast().equals("#");
        int fixed = open ? levels.size() - 1 : levels.size();
        for (int i = 0; i < fixed; i++) {
            var level = levels.get(i);
            terms.add(
                    level.equals("+")
                            ? "context.l" + i + " != \"#\""
                            : "context.l" + i + " == " + value(level));
        }
        terms.add("context.n " + (open ? ">= " : "== ") + fixed);
        return terms;
    }

    private static List<String> meeting(List<String> levels) {
        var terms = new ArrayList<String>();
        boolean open = levels.getLast().equals("#");
        int fixed = open ? levels.size() - 1 : levels.size();
        for (int i = 0; i < fixed; i++) {
            var level = levels.get(i);
            var compatible =
                    level.equals("+")
                            ? "context.n > " + i
                            : "context.l%d == %s || context.l%d == \"+\""
                                    .formatted(i, value(level), i);
            terms.add("(" + compatible + " || context.hash <= " + i + ")");
        }
        terms.add(
                open
                        ? "(context.n >= %d || context.hash <= %d)".formatted(fixed, fixed)
                        : "(context.n == %d || context.hash <= %d)".formatted(fixed, fixed));
        return terms;
    }

    private static String value(String level) {
        return level.equals(FleetRule.OWN) ? "context.id" : "\"" + level + "\"";
    }
}
