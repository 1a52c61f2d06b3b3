// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Action;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Ask.Unsubscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Reason;
import java.time.Instant;

/** Which actions the rules must grant for what a client asks. */
final class Rights {

    private static final Decision MALFORMED = Decision.deny(Reason.MALFORMED_TOPIC);
    private static final Decision UNBOUND = Decision.deny(Reason.CLIENT_ID_UNBOUND);
    private static final int HIGHEST_QOS = 2;

    private Rights() {}

    /** A client id that no rule allows is told from an identity that none allows. */
    static Decision connect(Judge judge, Situation situation) {
        var decision = judge.decide(situation);
        boolean unbound =
                decision.equals(Judge.NO_MATCH) && judge.grant(situation.withAnyClientId()) != null;
        return unbound ? UNBOUND : decision;
    }

    /**
     * @param asked what the ask is about
     * @param judge who knows the rules on that
     */
    static Decision decide(Caller caller, Ask ask, Asked asked, Judge judge, Instant now) {
        if (asked instanceof Asked.Malformed) {
            return MALFORMED;
        }
        var shared = asked instanceof Asked.Filter filter ? filter.shared() : Truth.FALSE;
        return switch (ask) {
            case Publish(_, var retain, var qos) ->
                    publish(Situation.ofMessage(caller, Action.PUBLISH, qos, retain, now), judge);
            case LeaveWill(_, var retain, var qos) ->
                    leaveWill(Situation.ofMessage(caller, Action.PUBLISH, qos, retain, now), judge);
            case Receive(_, var retain, var qos) ->
                    judge.decide(Situation.ofMessage(caller, Action.RECEIVE, qos, retain, now));
            case Subscribe(_, var qos, _, _) ->
                    judge.decide(Situation.ofFilter(caller, Action.SUBSCRIBE, qos, shared, now));
            case Unsubscribe _ ->
                    unsubscribe(
                            Situation.ofFilter(caller, Action.UNSUBSCRIBE, null, shared, now),
                            judge);
        };
    }

    private static Decision leaveWill(Situation situation, Judge judge) {
        var publish = publish(situation, judge);
        return publish.allowed() ? judge.decide(situation.with(Action.WILL)) : publish;
    }

    /** Where the broker hides the flag, rules that deny it still hold; none can be asked for. */
    private static Decision publish(Situation situation, Judge judge) {
        var publish = judge.decide(situation);
        if (!publish.allowed()) {
            return publish;
        }
        var retain = situation.with(Action.RETAIN);
        return switch (situation.retain()) {
            case NO -> publish;
            case YES -> judge.decide(retain);
            case UNKNOWN -> {
                var denial = judge.denial(retain);
                yield denial == null ? publish : denial;
            }
        };
    }

    /** Allowed to whoever could subscribe, at any quality of service, unless a rule denies it. */
    private static Decision unsubscribe(Situation situation, Judge judge) {
        var denial = judge.denial(situation);
        if (denial != null) {
            return denial;
        }
        var subscribe = situation.with(Action.SUBSCRIBE);
        var decision = judge.decide(subscribe.withQos(0));
        for (int qos = 1; qos <= HIGHEST_QOS && !decision.allowed(); qos++) {
            decision = judge.decide(subscribe.withQos(qos));
        }
        var own = judge.grant(situation);
        return own == null ? decision : own;
    }
}
