// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.sandbox.device.UpdateReports.Outbound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Obeys desired state: what a delta asks for is taken into the device's own state and reported
 * back. Deltas are cumulative, so one that is older than the newest seen is dropped.
 */
final class ShadowAgent {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outbound outbound;
    private final ConcurrentMap<String, Local> shadows = new ConcurrentHashMap<>();

    ShadowAgent(Outbound outbound) {
        this.outbound = outbound;
    }

    /** Asks for what was missed while the device was away. */
    void ask() {
        var _ = outbound.publish("shadow/default/get", new byte[0]);
    }

    /** {@code …/shadow/{name}/delta}. */
    void delta(String name, byte[] payload) {
        parse(payload)
                .ifPresent(
                        delta -> obey(name, delta.path("version").asLong(), delta.path("patch")));
    }

    /**
     * {@code …/shadow/{name}/get/accepted}: the whole document, whose delta is obeyed like one that
     * was pushed.
     */
    void document(String name, byte[] payload) {
        parse(payload)
                .ifPresent(document ->
                        obey(
                                name,
                                document.path("version").asLong(),
                                document.path("state").path("delta")));
    }

    /** What the device itself holds to be its state. */
    JsonNode state(String name) {
        var local = shadows.get(name);
        return local == null ? JSON.createObjectNode() : local.copy();
    }

    private void obey(String name, long version, JsonNode delta) {
        if (!(delta instanceof ObjectNode wanted) || wanted.isEmpty()) {
            return;
        }
        if (shadows.computeIfAbsent(name, any -> new Local()).apply(version, wanted)) {
            var _ = outbound.publish("shadow/" + name + "/update", report(wanted));
        }
    }

    private static byte[] report(ObjectNode applied) {
        var update = JSON.createObjectNode();
        update.putObject("state").set("reported", applied);
        update.put("clientToken", UUID.randomUUID().toString());
        return update.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<JsonNode> parse(byte[] payload) {
        try {
            return Optional.of(JSON.readTree(payload));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The device's copy of one shadow. */
    private static final class Local {
        private final ObjectNode state = JSON.createObjectNode();
        private long version;

        synchronized boolean apply(long newer, ObjectNode wanted) {
            if (newer < version) {
                return false;
            }
            version = newer;
            merge(state, wanted);
            return true;
        }

        synchronized ObjectNode copy() {
            return state.deepCopy();
        }

        /** As RFC 7396 has it: null removes. */
        private static void merge(ObjectNode into, ObjectNode wanted) {
            for (var member : wanted.properties()) {
                if (member.getValue().isNull()) {
                    into.remove(member.getKey());
                } else if (member.getValue() instanceof ObjectNode inner
                        && into.get(member.getKey()) instanceof ObjectNode target) {
                    merge(target, inner);
                } else {
                    into.set(member.getKey(), member.getValue().deepCopy());
                }
            }
        }
    }
}
