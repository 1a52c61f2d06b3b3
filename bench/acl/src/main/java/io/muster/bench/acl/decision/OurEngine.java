// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Subject;
import io.muster.acl.policy.PolicyDocument;
import io.muster.acl.policy.PolicySet;
import io.muster.bench.acl.fleet.Documents;
import io.muster.bench.acl.fleet.FleetRule;
import io.muster.bench.acl.fleet.Question;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** acl-service's own. */
final class OurEngine implements Engine {

    private static final TenantId TENANT = TenantId.parse("acme").orElseThrow();

    @Override
    public String name() {
        return "ours";
    }

    @Override
    public IntPredicate load(List<FleetRule> rules, List<Question> questions) {
        var policies =
                PolicySet.of(Documents.of(rules).stream().map(PolicyDocument::parse).toList());
        var callers = questions.stream().map(OurEngine::caller).toArray(Caller[]::new);
        var asks = questions.stream().map(OurEngine::ask).toArray(Ask[]::new);
        var now = Instant.now();
        return index -> policies.decide(callers[index], asks[index], now).allowed();
    }

    @Override
    public int batch() {
        return 16;
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
