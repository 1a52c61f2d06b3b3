// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Subject;
import io.muster.acl.policy.PolicyDocument;
import io.muster.acl.policy.PolicySet;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** acl-service's own. */
final class OurEngine implements Engine {

    /** A document holds 256 KiB. */
    private static final int RULES_PER_DOCUMENT = 500;

    private static final TenantId TENANT = TenantId.parse("acme").orElseThrow();

    @Override
    public String name() {
        return "ours";
    }

    @Override
    public IntPredicate load(List<FleetRule> rules, List<Question> questions) {
        var policies = PolicySet.of(documents(rules));
        var callers = questions.stream().map(OurEngine::caller).toArray(Caller[]::new);
        var asks = questions.stream().map(OurEngine::ask).toArray(Ask[]::new);
        var now = Instant.now();
        return index -> policies.decide(callers[index], asks[index], now).allowed();
    }

    @Override
    public int batch() {
        return 16;
    }

    private static List<PolicyDocument> documents(List<FleetRule> rules) {
        var documents = new ArrayList<PolicyDocument>();
        for (int from = 0; from < rules.size(); from += RULES_PER_DOCUMENT) {
            var part = rules.subList(from, Math.min(rules.size(), from + RULES_PER_DOCUMENT));
            documents.add(PolicyDocument.parse(document("fleet-" + documents.size(), part)));
        }
        return documents;
    }

    /** The rules as a policy document. */
    static ObjectNode document(String id, List<FleetRule> rules) {
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

    private static Caller caller(Question question) {
        var claims = JsonNodeFactory.instance.objectNode().put("sub", question.device());
        var subject =
                new Subject(
                        "token",
                        "oidc:https://issuer.example#" + question.device(),
                        TENANT,
                        Set.of(question.group()),
                        claims,
                        null,
                        Subject.NOTHING);
        return new Caller(subject, question.device(), null, Origin.at(question.ip()));
    }

    private static Ask ask(Question question) {
        return switch (question.act()) {
            case PUBLISH -> new Publish(question.topic(), Retain.NO, question.qos());
            case SUBSCRIBE -> new Subscribe(question.topic(), question.qos(), true, false);
        };
    }
}
