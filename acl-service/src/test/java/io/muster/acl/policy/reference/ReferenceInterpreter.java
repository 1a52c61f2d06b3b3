// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Ask.Unsubscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Allow;
import io.muster.acl.decision.Decision.Deny;
import io.muster.acl.decision.Reason;
import io.muster.acl.policy.reference.ReferenceConditions.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Loops over all rules of all documents, for each action that a question needs. */
public final class ReferenceInterpreter {

    private final List<JsonNode> documents;

    public ReferenceInterpreter(List<JsonNode> documents) {
        this.documents = List.copyOf(documents);
    }

    /** A rule, its document, and what is asked of it. */
    private record Question(
            JsonNode document,
            JsonNode rule,
            List<String> topic,
            boolean filter,
            boolean receipts) {}

    public Decision connect(Caller caller, Instant now) {
        var facts = new Facts(caller, "connect", null, Retain.NO, false, now, false);
        var decision = judge(facts, List.of(), false, false);
        boolean onlyClientId =
                decision.equals(Decision.deny(Reason.NO_MATCH))
                        && !applying("allow", facts.anyClientId(), List.of(), false, false)
                                .isEmpty();
        return onlyClientId ? Decision.deny(Reason.CLIENT_ID_UNBOUND) : decision;
    }

    public Decision decide(Caller caller, Ask ask, Instant now) {
        return switch (ask) {
            case Publish(var topic, var retain, var qos) ->
                    publish(caller, topic, retain, qos, now, false);
            case LeaveWill(var topic, var retain, var qos) ->
                    publish(caller, topic, retain, qos, now, true);
            case Receive(var topic, var retain, var qos) ->
                    receive(new Facts(caller, "receive", qos, retain, false, now, false), topic);
            case Subscribe(var filter, var qos, var visible, var asked) ->
                    subscribe(caller, "subscribe", filter, qos, visible, asked, now);
            case Unsubscribe(var filter, var visible) -> unsubscribe(caller, filter, visible, now);
        };
    }

    private Decision receive(Facts facts, String topic) {
        return ReferenceTopics.isTopic(topic)
                ? judge(facts, ReferenceTopics.levels(topic), false, false)
                : Decision.deny(Reason.MALFORMED_TOPIC);
    }

    private Decision publish(
            Caller caller, String text, Retain retain, Integer qos, Instant now, boolean will) {
        var topic = ReferenceTopics.undelayed(text);
        if (topic == null) {
            return Decision.deny(Reason.MALFORMED_TOPIC);
        }
        var facts = new Facts(caller, "publish", qos, retain, false, now, false);
        var steps = new ArrayList<String>(List.of("publish"));
        if (retain != Retain.NO) {
            steps.add("retain");
        }
        if (will) {
            steps.add("will");
        }
        Decision last = null;
        for (var step : steps) {
            var decision = judge(facts.on(step), ReferenceTopics.levels(topic), false, false);
            boolean unaskable =
                    step.equals("retain")
                            && retain == Retain.UNKNOWN
                            && !(decision instanceof Deny(var why, _)
                                    && why == Reason.EXPLICIT_DENY);
            if (!unaskable && !decision.allowed()) {
                return decision;
            }
            last = unaskable ? last : decision;
        }
        return last;
    }

    private Decision subscribe(
            Caller caller,
            String action,
            String text,
            Integer qos,
            boolean visible,
            boolean asked,
            Instant now) {
        var filter = ReferenceTopics.unshared(text);
        if (filter == null) {
            return Decision.deny(Reason.MALFORMED_TOPIC);
        }
        boolean says = text.startsWith("$share/") || text.startsWith("$queue/");
        Boolean shared = says ? Boolean.TRUE : visible ? Boolean.FALSE : null;
        var facts = new Facts(caller, action, qos, Retain.NO, shared, now, false);
        return judge(facts, ReferenceTopics.levels(filter), true, asked);
    }

    private Decision unsubscribe(Caller caller, String text, boolean visible, Instant now) {
        var own = subscribe(caller, "unsubscribe", text, null, visible, true, now);
        if (!own.equals(Decision.deny(Reason.NO_MATCH))) {
            return own;
        }
        Decision decision = own;
        for (int qos = 0; qos <= 2 && !decision.allowed(); qos++) {
            decision = subscribe(caller, "subscribe", text, qos, visible, true, now);
        }
        return decision;
    }

    private Decision judge(Facts facts, List<String> topic, boolean filter, boolean receipts) {
        var denying = applying("deny", facts, topic, filter, receipts);
        if (!denying.isEmpty()) {
            return new Deny(Reason.EXPLICIT_DENY, denying.first());
        }
        var allowing = applying("allow", facts, topic, filter, receipts);
        return allowing.isEmpty() ? Decision.deny(Reason.NO_MATCH) : new Allow(allowing.first());
    }

    private TreeSet<String> applying(
            String effect, Facts facts, List<String> topic, boolean filter, boolean receipts) {
        var names = new TreeSet<String>();
        for (var document : documents) {
            for (var rule : document.get("rules")) {
                var question = new Question(document, rule, topic, filter, receipts);
                if (rule.get("effect").asText().equals(effect)
                        && isAbout(rule, facts.action())
                        && selects(rule, facts.caller())
                        && applies(question, facts)) {
                    names.add(document.get("id").asText() + "/" + rule.get("id").asText());
                }
            }
        }
        return names;
    }

    private static boolean isAbout(JsonNode rule, String action) {
        var actions = texts(rule.get("actions"));
        boolean any = actions.contains("*") && !action.equals("connect");
        boolean retained =
                action.equals("retain")
                        && rule.get("effect").asText().equals("allow")
                        && (actions.contains("publish") || actions.contains("*"))
                        && rule.path("conditions").path("retain").asBoolean(false);
        return any || actions.contains(action) || retained;
    }

    private static boolean selects(JsonNode rule, Caller caller) {
        var types = texts(rule.path("subject").get("type"));
        var groups = texts(rule.path("subject").get("groups_any"));
        return (types.isEmpty() || types.contains(caller.subject().type()))
                && (groups.isEmpty()
                        || groups.stream().anyMatch(caller.subject().groups()::contains));
    }

    private static boolean applies(Question question, Facts facts) {
        boolean denies = question.rule().get("effect").asText().equals("deny");
        for (var resource : texts(question.rule().get("resource"))) {
            var pattern =
                    facts.action().equals("connect")
                            ? List.<String>of()
                            : ReferenceTopics.render(resource, facts.caller());
            boolean unresolved = pattern.contains(ReferenceTopics.ANYTHING);
            if ((denies || !unresolved)
                    && hits(question, pattern, denies)
                    && ((denies && unresolved) || holds(question.rule(), denies, facts))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hits(Question question, List<String> pattern, boolean denies) {
        return question.filter() && denies && !leavesToReceipts(question)
                ? ReferenceTopics.meets(pattern, question.topic())
                : ReferenceTopics.contains(pattern, question.topic());
    }

    private static boolean leavesToReceipts(Question question) {
        var actions = texts(question.rule().get("actions"));
        return question.receipts()
                && question.document()
                        .path("defaults")
                        .path("subscribe_deny")
                        .asText()
                        .equals("receive_filter")
                && (actions.contains("*") || actions.contains("receive"))
                && (actions.contains("*") || actions.contains("subscribe"))
                && question.rule().path("conditions").findValue("shared") == null;
    }

    private static boolean holds(JsonNode rule, boolean denies, Facts facts) {
        var conditions = rule.get("conditions");
        var truth = conditions == null ? Boolean.TRUE : ReferenceConditions.test(conditions, facts);
        boolean skips = rule.path("on_missing").asText().equals("skip");
        return truth == null ? denies && !skips : truth;
    }

    static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        if (node != null && node.isArray()) {
            node.forEach(entry -> texts.add(entry.asText()));
        } else if (node != null) {
            texts.add(node.asText());
        }
        return texts;
    }
}
