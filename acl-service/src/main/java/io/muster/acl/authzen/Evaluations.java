// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.authzen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.authzen.Evaluation.Asked;
import io.muster.acl.authzen.Evaluation.Foreign;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Reason;
import io.muster.acl.inquiry.Asker;
import io.muster.acl.inquiry.Inquiries;
import io.muster.acl.inquiry.Verdict;
import io.muster.acl.inquiry.VerdictJson;
import io.muster.acl.json.JsonFault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Evaluates access requests by deciding the questions that they are. */
public final class Evaluations {

    private static final String DECISION = "decision";
    private static final int BAD_REQUEST = 400;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Inquiries inquiries;

    public Evaluations(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    /** A {@link JsonFault} names the member that is missing or of the wrong kind. */
    public Uni<ObjectNode> evaluate(JsonNode json, Asker asker) {
        return switch (EvaluationReader.read(json)) {
            case Asked(var inquiry) -> inquiries.decide(inquiry, asker).map(Evaluations::answer);
            case Foreign() -> Uni.createFrom().item(answer(Decision.deny(Reason.NO_MATCH)));
        };
    }

    /**
     * Several, one after the other, as far as the semantics asks. One that makes no sense is
     * refused and says why; the others are not affected. Without a list it is a single evaluation.
     */
    public Uni<ObjectNode> evaluateAll(JsonNode json, Asker asker) {
        var batch = Batch.read(json);
        if (batch.single()) {
            return evaluate(batch.evaluations().getFirst(), asker);
        }
        return Multi.createFrom()
                .iterable(batch.evaluations())
                .onItem()
                .transformToUniAndConcatenate(each -> evaluateOrExplain(each, asker))
                .select()
                .first(untilEnd(batch.semantics()))
                .collect()
                .asList()
                .map(Evaluations::answers);
    }

    /** The answer that ends a batch belongs to it. */
    private static Predicate<ObjectNode> untilEnd(Semantics semantics) {
        var ended = new AtomicBoolean();
        return answer -> !ended.getAndSet(semantics.endsWith(answer.path(DECISION).booleanValue()));
    }

    private Uni<ObjectNode> evaluateOrExplain(JsonNode json, Asker asker) {
        try {
            return evaluate(json, asker);
        } catch (JsonFault fault) {
            var answer = JSON.objectNode().put(DECISION, false);
            answer.putObject("context")
                    .putObject("error")
                    .put("status", BAD_REQUEST)
                    .put("message", fault.getMessage());
            return Uni.createFrom().item(answer);
        }
    }

    private static ObjectNode answer(Verdict verdict) {
        return answer(verdict.decision());
    }

    private static ObjectNode answer(Decision decision) {
        var answer = JSON.objectNode().put(DECISION, decision.allowed());
        answer.set("context", VerdictJson.decision(decision).without(DECISION));
        return answer;
    }

    private static ObjectNode answers(List<ObjectNode> answers) {
        var all = JSON.objectNode();
        all.putArray("evaluations").addAll(answers);
        return all;
    }
}
