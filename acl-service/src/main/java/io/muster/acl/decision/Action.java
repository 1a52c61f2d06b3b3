// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule of a policy can be about. */
public enum Action {
    CONNECT,
    PUBLISH,
    SUBSCRIBE,
    /** The delivery of one message, on brokers that ask about it. */
    RECEIVE,
    /** Leaving a message with the broker for the case of sudden death; needs publish as well. */
    WILL,
    /** Having the broker keep the message; needs publish as well. */
    RETAIN,
    UNSUBSCRIBE;

    /** The action of a name in a policy document. */
    public static Optional<Action> of(String name) {
        return Arrays.stream(values()).filter(action -> action.wireName().equals(name)).findFirst();
    }

    /** The name in documents, answers and metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
