// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.Finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Looks for what is well formed but hardly meant. Only what can never be meant is an error: a rule
 * that can't ever apply, or one that a broker of the tenant is known to get wrong.
 */
public final class Lint {

    /** A document has no more findings than this; the rest waits until these are seen to. */
    static final int MAX_FINDINGS = 500;

    private final List<Finding> findings = new ArrayList<>();

    private Lint() {}

    /** All findings, in the order of documents and rules. */
    public static List<Finding> check(
            Collection<PolicyDocument> documents, Surroundings surroundings) {
        var lint = new Lint();
        for (var document : documents) {
            for (var rule : document.rules()) {
                var report = lint.new Report(document, rule);
                RuleLint.check(rule, surroundings, report);
                surroundings.brokers().forEach(broker -> BrokerLint.check(rule, broker, report));
            }
        }
        Shadowing.check(documents, (document, rule) -> lint.new Report(document, rule));
        return List.copyOf(lint.findings);
    }

    /** Takes findings about one rule. */
    final class Report {

        private final PolicyDocument document;
        private final Rule rule;

        Report(PolicyDocument document, Rule rule) {
            this.document = document;
            this.rule = rule;
        }

        /**
         * @param where below the rule; empty for the rule as a whole
         */
        void error(String where, String code, String message) {
            add(where, Severity.ERROR, code, message);
        }

        void warning(String where, String code, String message) {
            add(where, Severity.WARNING, code, message);
        }

        private void add(String where, Severity severity, String code, String message) {
            if (findings.size() < MAX_FINDINGS) {
                findings.add(
                        new Finding(
                                document.id(), rule.pointer() + where, severity, code, message));
            }
        }
    }
}
