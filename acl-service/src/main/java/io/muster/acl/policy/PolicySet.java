// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static io.muster.acl.decision.Action.CONNECT;
import static io.muster.acl.decision.Action.PUBLISH;
import static io.muster.acl.decision.Action.RECEIVE;
import static io.muster.acl.decision.Action.RETAIN;
import static io.muster.acl.decision.Action.SUBSCRIBE;
import static io.muster.acl.decision.Action.WILL;

import io.muster.acl.decision.Action;
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
import io.muster.platform.topic.SharedFilter;
import io.muster.platform.topic.TopicFilter;
import io.muster.platform.topic.TopicName;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The compiled policies, and the decision: any rule that denies wins, else any rule that allows,
 * else it is denied. Total and free of side effects: the same question always has the same answer.
 */
public final class PolicySet {

    private static final Decision MALFORMED = Decision.deny(Reason.MALFORMED_TOPIC);
    private static final Decision NO_MATCH = Decision.deny(Reason.NO_MATCH);

    private final Map<Action, List<Rule>> denying;
    private final Map<Action, List<Rule>> allowing;

    private PolicySet(Collection<PolicyDocument> documents) {
        denying = index(documents, Rule::denies);
        allowing = index(documents, rule -> !rule.denies());
    }

    /** All rules of all documents, without regard to their order. */
    public static PolicySet of(Collection<PolicyDocument> documents) {
        return new PolicySet(documents);
    }

    private static Map<Action, List<Rule>> index(
            Collection<PolicyDocument> documents, Predicate<Rule> wanted) {
        var index = new EnumMap<Action, List<Rule>>(Action.class);
        for (var action : Action.values()) {
            index.put(
                    action,
                    documents.stream()
                            .flatMap(document -> document.rules().stream())
                            .filter(wanted)
                            .filter(rule -> rule.actions().contains(action))
                            .toList());
        }
        return index;
    }

    /** May this identity be connected under this client id? */
    public Decision connect(Caller caller, Instant now) {
        var decision = decide(CONNECT, rule -> rule.appliesToConnect(caller));
        boolean unbound =
                decision.equals(NO_MATCH)
                        && of(allowing, CONNECT).stream()
                                .anyMatch(rule -> rule.awaitsOtherClientId(caller));
        return unbound ? Decision.deny(Reason.CLIENT_ID_UNBOUND) : decision;
    }

    /** May this caller, once connected, do that? */
    public Decision decide(Caller caller, Ask ask, Instant now) {
        return switch (ask) {
            case Publish(var topic, var retain, _) -> publish(caller, topic, retain);
            case LeaveWill(var topic, var retain, _) -> leaveWill(caller, topic, retain);
            case Subscribe(var filter, _, var visible, _) -> subscribe(caller, filter, visible);
            case Receive(var topic, _, _) ->
                    TopicName.parse(topic).map(name -> on(RECEIVE, name, caller)).orElse(MALFORMED);
            case Unsubscribe(var filter, var visible) -> subscribe(caller, filter, visible);
        };
    }

    private Decision leaveWill(Caller caller, String topic, Retain retain) {
        var publish = publish(caller, topic, retain);
        return publish.allowed()
                ? TopicName.parse(topic).map(name -> on(WILL, name, caller)).orElse(MALFORMED)
                : publish;
    }

    private Decision publish(Caller caller, String topic, Retain retain) {
        var name = TopicName.parse(topic).orElse(null);
        if (name == null) {
            return MALFORMED;
        }
        var publish = on(PUBLISH, name, caller);
        return publish.allowed() ? retained(name, caller, retain, publish) : publish;
    }

    /** Where the broker hides the flag, rules that deny it still hold; none can be asked for. */
    private Decision retained(TopicName name, Caller caller, Retain retain, Decision publish) {
        return switch (retain) {
            case NO -> publish;
            case YES -> on(RETAIN, name, caller);
            case UNKNOWN -> {
                var denied = first(denying, RETAIN, rule -> rule.appliesTo(name, caller));
                yield denied == null ? publish : new Deny(Reason.EXPLICIT_DENY, denied.id());
            }
        };
    }

    private Decision subscribe(Caller caller, String text, boolean shareVisible) {
        boolean shared = SharedFilter.claims(text);
        var filter =
                shared
                        ? SharedFilter.parse(text).map(SharedFilter::filter)
                        : TopicFilter.parse(text);
        var isShared = shareVisible || shared ? Truth.of(shared) : Truth.UNKNOWN;
        return filter.map(wanted -> on(wanted, isShared, caller)).orElse(MALFORMED);
    }

    private Decision on(Action action, TopicName topic, Caller caller) {
        return decide(action, rule -> rule.appliesTo(topic, caller));
    }

    private Decision on(TopicFilter filter, Truth isShared, Caller caller) {
        return decide(SUBSCRIBE, rule -> rule.appliesTo(filter, isShared, caller));
    }

    private Decision decide(Action action, Predicate<Rule> applies) {
        var denied = first(denying, action, applies);
        if (denied != null) {
            return new Deny(Reason.EXPLICIT_DENY, denied.id());
        }
        var allowed = first(allowing, action, applies);
        return allowed == null ? NO_MATCH : new Allow(allowed.id());
    }

    private static @Nullable Rule first(
            Map<Action, List<Rule>> index, Action action, Predicate<Rule> applies) {
        for (var rule : of(index, action)) {
            if (applies.test(rule)) {
                return rule;
            }
        }
        return null;
    }

    private static List<Rule> of(Map<Action, List<Rule>> index, Action action) {
        return index.getOrDefault(action, List.of());
    }
}
