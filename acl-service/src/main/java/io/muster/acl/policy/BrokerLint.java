// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Action;
import io.muster.acl.policy.Level.One;
import io.muster.acl.policy.Level.Rest;
import io.muster.acl.policy.Surroundings.BrokerTraits;
import io.muster.acl.policy.Surroundings.Quirk;
import io.muster.acl.policy.Surroundings.Told;
import java.util.Map;
import java.util.stream.Stream;

/** What is to be said of a rule on a certain broker. */
final class BrokerLint {

    private static final String RESOURCE = "/resource";

    private static final Map<Fact, Told> NEEDED =
            Map.of(
                    Fact.QOS, Told.QOS,
                    Fact.RETAIN, Told.RETAIN,
                    Fact.SHARED, Told.SHARED,
                    Fact.IP, Told.IP,
                    Fact.LISTENER, Told.LISTENER,
                    Fact.PROTOCOL, Told.PROTOCOL,
                    Fact.TLS, Told.TLS);

    private final Rule rule;
    private final BrokerTraits broker;
    private final Lint.Report report;

    private BrokerLint(Rule rule, BrokerTraits broker, Lint.Report report) {
        this.rule = rule;
        this.broker = broker;
        this.report = report;
    }

    static void check(Rule rule, BrokerTraits broker, Lint.Report report) {
        var lint = new BrokerLint(rule, broker, report);
        lint.checkFacts();
        lint.checkActions();
        rule.resources().forEach(lint::checkText);
        rule.resources().forEach(lint::checkPreload);
    }

    private void checkFacts() {
        rule.condition()
                .visit(leaf -> {
                    var needed = NEEDED.get(leaf.check().fact());
                    if (needed != null && !broker.tells().contains(needed)) {
                        report.warning(
                                leaf.pointer().substring(rule.pointer().length()),
                                "not-told",
                                broker.name() + " does not tell this: " + consequence());
                    }
                });
    }

    private String consequence() {
        if (!rule.denies()) {
            return "the rule never applies there";
        }
        return rule.skipsUnknown()
                ? "the rule is skipped there"
                : "the rule applies there whatever it is";
    }

    private void checkActions() {
        if (rule.denies()
                && rule.actions().contains(Action.RETAIN)
                && !rule.actions().contains(Action.PUBLISH)
                && !broker.tells().contains(Told.RETAIN)) {
            report.warning(
                    "/actions",
                    "retain-not-told",
                    broker.name() + " does not tell what is retained: all publishing is denied");
        }
        if (rule.denies()
                && rule.actions().contains(Action.RECEIVE)
                && !rule.actions().contains(Action.SUBSCRIBE)
                && !broker.tells().contains(Told.RECEIVE)) {
            report.warning(
                    "/actions",
                    "receive-not-asked",
                    broker.name() + " does not ask for each message: deny subscribe as well");
        }
    }

    private void checkText(TopicPattern pattern) {
        var texts = pattern.levels().stream().flatMap(BrokerLint::texts).toList();
        boolean dots = texts.stream().anyMatch(text -> text.contains(".") || text.contains("*"));
        if (dots && broker.quirks().contains(Quirk.DOTS_ARE_SLASHES)) {
            report.warning(
                    RESOURCE, "dots", "a dot is a slash and a star a wildcard to " + broker.name());
        }
        boolean commas = texts.stream().anyMatch(text -> text.contains(","));
        if (commas && broker.quirks().contains(Quirk.COMMAS_SEPARATE)) {
            report.error(RESOURCE, "comma", "a comma separates filters to " + broker.name());
        }
    }

    private static Stream<String> texts(Level level) {
        return switch (level) {
            case Level.Literal(var text) -> Stream.of(text);
            case Level.Filled(var template) ->
                    template.parts().stream()
                            .filter(Template.Text.class::isInstance)
                            .map(part -> ((Template.Text) part).text());
            default -> Stream.empty();
        };
    }

    /** Handed to such a broker, the rule would cover more than it says. */
    private void checkPreload(TopicPattern pattern) {
        boolean concerned =
                !rule.denies()
                        && rule.actions().contains(Action.SUBSCRIBE)
                        && broker.quirks().contains(Quirk.LAST_PLUS_IS_REST);
        if (concerned && endsInPlus(pattern)) {
            report.warning(
                    RESOURCE,
                    "not-preloaded",
                    "is asked about each time: " + broker.name() + " can't be given such a rule");
        }
    }

    private static boolean endsInPlus(TopicPattern pattern) {
        var levels = pattern.levels();
        int last = levels.size() - 1;
        if (last > 0 && levels.get(last) instanceof Rest) {
            last--;
        }
        return last >= 0 && levels.get(last) instanceof One;
    }
}
