// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Dialect;

/**
 * The one answer that each dialect understands as no. It is the same for every reason, and on
 * dialects where an HTTP error would mean "ask somebody else" also the answer to a stranger.
 */
final class Denials {

    private static final HookAnswer HIVEMQ = HookAnswer.json("{\"decision\":\"deny\"}");
    private static final HookAnswer EMQX = HookAnswer.json("{\"result\":\"deny\"}");
    private static final HookAnswer RABBITMQ = HookAnswer.text(200, "deny");
    private static final HookAnswer STRANGER = HookAnswer.text(401, "");

    private Denials() {}

    static HookAnswer of(Dialect dialect) {
        return switch (dialect) {
            case HIVEMQ -> HIVEMQ;
            case EMQX -> EMQX;
            case RABBITMQ -> RABBITMQ;
        };
    }

    /** For an unknown broker or a wrong secret: nothing is evaluated. */
    static HookAnswer ofStranger(Dialect dialect) {
        return switch (dialect) {
            case HIVEMQ -> HIVEMQ;
            case EMQX -> EMQX;
            case RABBITMQ -> STRANGER;
        };
    }

    /** For a path that belongs to no dialect. */
    static HookAnswer ofNobody() {
        return STRANGER;
    }
}
