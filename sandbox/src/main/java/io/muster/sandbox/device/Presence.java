// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * What a device says about being there. Birth, goodbye and Will of one session carry the same
 * session id, so that a late Will of an old session is told from the end of the current one.
 *
 * @param firmware the version that runs at the time of asking
 */
record Presence(Supplier<String> firmware) {

    byte[] birth(String sessionId) {
        return bytes(
                state("online", sessionId)
                        .put("ts", System.currentTimeMillis())
                        .put("fw", firmware.get())
                        .put("hb", Heartbeats.EVERY_SECONDS));
    }

    byte[] will(String sessionId) {
        return bytes(state("offline", sessionId));
    }

    byte[] goodbye(String sessionId) {
        return bytes(state("offline", sessionId).put("reason", "sleep"));
    }

    private static ObjectNode state(String state, String sessionId) {
        return JsonNodeFactory.instance.objectNode().put("s", state).put("sid", sessionId);
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
