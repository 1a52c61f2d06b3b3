// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

/** A broker said no. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final Answer answer;

    /** The packet with which it said so. */
    public enum Answer {
        CONNACK,
        PUBACK,
        SUBACK,
        DISCONNECT,
        /** No packet: MQTT 3.1.1 has none for it, a broker that means no ends the connection. */
        CLOSE
    }

    Refused(Answer answer, Object reason, Throwable cause) {
        super(answer + " " + reason, cause);
        this.answer = answer;
    }

    /** Whether the client was not even let in. */
    boolean atConnect() {
        return answer == Answer.CONNACK;
    }
}
