// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Dialect;
import io.muster.acl.gate.Admission.Refused;
import io.muster.acl.gate.Permit;

/**
 * How a dialect is told no. A denial is the same for every reason; a failure of ours is another
 * thing where the broker would remember a denial. Where an HTTP error would mean "ask somebody
 * else" there is none, whatever was asked.
 *
 * @param errors whether a request that is no question is answered with an HTTP error
 */
record Refusals(HookAnswer denial, HookAnswer failure, boolean errors) {

    private static final HookAnswer STRANGER = HookAnswer.text(Trouble.STRANGER.status(), "");

    static final Refusals HIVEMQ = always(HookAnswer.json("{\"decision\":\"deny\"}"));
    static final Refusals EMQX = always(HookAnswer.json("{\"result\":\"deny\"}"));
    static final Refusals RMQTT = EMQX;
    static final Refusals RABBITMQ = always(HookAnswer.text(200, "deny"));
    static final Refusals VERNEMQ =
            new Refusals(
                    HookAnswer.json("{\"result\":{\"error\":\"not_allowed\"}}"),
                    HookAnswer.json("{\"result\":{\"error\":\"unavailable\"}}"),
                    false);

    private static Refusals always(HookAnswer denial) {
        return new Refusals(denial, denial, false);
    }

    /** The same with another answer to what we failed to decide. */
    Refusals failing(HookAnswer other) {
        return new Refusals(denial, other, errors);
    }

    /** With failures that the broker takes for errors and does not remember. */
    static Refusals withErrors(HookAnswer denial) {
        return new Refusals(denial, HookAnswer.text(503, ""), true);
    }

    /** The answer to a question: this one when it is granted. */
    HookAnswer unless(Permit permit, HookAnswer granted) {
        if (permit.granted()) {
            return granted;
        }
        return permit.failed() ? failure : denial;
    }

    HookAnswer of(Refused refused) {
        return refused.failed() ? failure : denial;
    }

    HookAnswer of(Trouble trouble) {
        return errors ? HookAnswer.text(trouble.status(), "") : denial;
    }

    /** For an unknown broker or a wrong secret: nothing is evaluated. */
    static HookAnswer ofStranger(Dialect dialect) {
        return switch (dialect) {
            case HIVEMQ -> HIVEMQ.denial;
            case EMQX -> EMQX.denial;
            case RMQTT -> RMQTT.denial;
            case VERNEMQ -> VERNEMQ.denial;
            case RABBITMQ, MOSQUITTO, MOSQUITTO_JWT, NANOMQ, BIFROMQ, NATIVE, FORWARD_AUTH ->
                    STRANGER;
        };
    }

    /** For a path that belongs to no dialect. */
    static HookAnswer ofNobody() {
        return STRANGER;
    }
}
