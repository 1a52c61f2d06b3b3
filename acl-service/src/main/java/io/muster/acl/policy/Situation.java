// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Action;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that conditions are about: who, from where, what and when.
 *
 * @param qos null where the broker does not tell
 * @param shared whether the subscription is a shared one
 * @param anyClientId asks as if each condition on the client id held, to tell a wrong client id
 *     from a wrong identity
 */
record Situation(
        Caller caller,
        Action action,
        @Nullable Integer qos,
        Retain retain,
        Truth shared,
        Instant now,
        boolean anyClientId) {

    private static final int HIGHEST_QOS = 2;

    static Situation connecting(Caller caller, Instant now) {
        return new Situation(caller, Action.CONNECT, null, Retain.NO, Truth.FALSE, now, false);
    }

    static Situation ofMessage(
            Caller caller, Action action, @Nullable Integer qos, Retain retain, Instant now) {
        return new Situation(caller, action, qos, retain, Truth.FALSE, now, false);
    }

    static Situation ofFilter(
            Caller caller, Action action, @Nullable Integer qos, Truth shared, Instant now) {
        return new Situation(caller, action, qos, Retain.NO, shared, now, false);
    }

    Situation with(Action other) {
        return new Situation(caller, other, qos, retain, shared, now, anyClientId);
    }

    Situation withQos(int told) {
        return new Situation(caller, action, told, retain, shared, now, anyClientId);
    }

    Situation withAnyClientId() {
        return new Situation(caller, action, qos, retain, shared, now, true);
    }

    /**
     * What never carries a quality of service has none, which is not the same as not knowing it.
     */
    boolean carriesQos() {
        return switch (action) {
            case PUBLISH, SUBSCRIBE, RECEIVE, WILL, RETAIN -> true;
            case CONNECT, UNSUBSCRIBE -> false;
        };
    }

    /** The quality of service; null when it is not known, or is none that MQTT has. */
    @Nullable Integer knownQos() {
        var told = qos;
        return told == null || told < 0 || told > HIGHEST_QOS ? null : told;
    }

    /** Whether the message is to be kept; not so for what is no message. */
    Truth retained() {
        return switch (action) {
            case PUBLISH, RECEIVE, WILL, RETAIN ->
                    switch (retain) {
                        case YES -> Truth.TRUE;
                        case NO -> Truth.FALSE;
                        case UNKNOWN -> Truth.UNKNOWN;
                    };
            case CONNECT, SUBSCRIBE, UNSUBSCRIBE -> Truth.FALSE;
        };
    }

    boolean carriesRetain() {
        return switch (action) {
            case PUBLISH, RECEIVE, WILL, RETAIN -> true;
            case CONNECT, SUBSCRIBE, UNSUBSCRIBE -> false;
        };
    }

    boolean carriesShared() {
        return switch (action) {
            case SUBSCRIBE, UNSUBSCRIBE -> true;
            case CONNECT, PUBLISH, RECEIVE, WILL, RETAIN -> false;
        };
    }
}
