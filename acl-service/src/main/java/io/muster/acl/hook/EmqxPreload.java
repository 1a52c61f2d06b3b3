// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.acl.decision.Action;
import io.muster.acl.policy.CallerRule;
import io.muster.platform.topic.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rights that are sent to EMQX with a login, so that it need not ask. Only such as it judges
 * exactly as we do; what it finds nothing about, it asks. It takes the first rule that fits, so
 * denies go first, and it compares a subscription with a rule as if the filter were a topic: a rule
 * {@code a/+} would let {@code a/#} in.
 */
final class EmqxPreload {

    /** More would cost each connection more memory than the questions cost time. */
    private static final int MOST = 64;

    private static final String ONE = "+";
    private static final String REST = "#";

    private EmqxPreload() {}

    /**
     * A rule as it is for one client.
     *
     * @param constant whether it holds, or not, for as long as the session lasts and whatever else
     *     is told of a message
     */
    record Rule(boolean allow, Action action, TopicFilter filter, boolean constant) {}

    /** EMQX's form of what can be sent; empty when all must be asked. */
    static ArrayNode ofCaller(List<CallerRule> rules) {
        boolean readable =
                rules.stream().allMatch(rule -> TopicFilter.parse(rule.filter()).isPresent());
        return readable
                ? of(rules.stream().flatMap(EmqxPreload::each).toList())
                : JsonNodeFactory.instance.arrayNode();
    }

    private static Stream<Rule> each(CallerRule rule) {
        var filter = TopicFilter.of(rule.filter());
        return rule.actions().stream()
                .map(action -> new Rule(!rule.denies(), action, filter, rule.constant()));
    }

    /** The same of rules one action at a time. */
    static ArrayNode of(List<Rule> rules) {
        var sent = new ArrayList<Rule>();
        rules.stream().filter(EmqxPreload::deniesExactly).forEach(sent::add);
        rules.stream()
                .filter(EmqxPreload::allowsExactly)
                .filter(rule -> unopposed(rule, rules))
                .forEach(sent::add);
        var json = JsonNodeFactory.instance.arrayNode();
        if (sent.size() <= MOST) {
            sent.forEach(rule -> add(json, rule));
        }
        return json;
    }

    private static boolean deniesExactly(Rule rule) {
        return !rule.allow()
                && rule.constant()
                && (rule.action() == Action.PUBLISH || rule.action() == Action.SUBSCRIBE)
                && expressible(rule.filter());
    }

    private static boolean allowsExactly(Rule rule) {
        boolean judged =
                switch (rule.action()) {
                    case PUBLISH -> true;
                    case SUBSCRIBE -> endsSafely(rule.filter().levels());
                    case CONNECT, RECEIVE, WILL, RETAIN, UNSUBSCRIBE -> false;
                };
        return rule.allow()
                && rule.constant()
                && judged
                && expressible(rule.filter())
                && ordinary(rule.filter().levels().getFirst());
    }

    /** A literal, or {@code #} with no {@code +} before it. */
    private static boolean endsSafely(List<String> levels) {
        var last = levels.getLast();
        boolean afterOne = levels.size() > 1 && levels.get(levels.size() - 2).equals(ONE);
        return last.equals(REST) ? !afterOne : !last.equals(ONE);
    }

    /**
     * Whether no deny could be passed by. One against publishing that is sent comes first and fits
     * exactly; one against subscribing need only meet a filter, which EMQX does not see.
     */
    private static boolean unopposed(Rule allowed, List<Rule> rules) {
        return rules.stream()
                .filter(rule -> !rule.allow() && rule.action() == allowed.action())
                .filter(rule -> allowed.action() == Action.SUBSCRIBE || !deniesExactly(rule))
                .noneMatch(rule -> rule.filter().meets(allowed.filter()));
    }

    /** What begins with a wildcard or with {@code $} has rules of its own. */
    private static boolean ordinary(String first) {
        return !first.equals(ONE) && !first.equals(REST) && !first.startsWith("$");
    }

    /** EMQX would fill in its own placeholders, and takes {@code eq} for a comparison. */
    private static boolean expressible(TopicFilter filter) {
        return !filter.value().contains("${") && !filter.value().startsWith("eq ");
    }

    /** A message to be kept needs one more right, and is asked about. */
    private static void add(ArrayNode json, Rule rule) {
        var one = json.addObject();
        one.put("permission", rule.allow() ? "allow" : "deny");
        one.put("action", rule.action().wireName()).put("topic", rule.filter().value());
        if (rule.allow() && rule.action() == Action.PUBLISH) {
            one.put("retain", false);
        }
    }
}
