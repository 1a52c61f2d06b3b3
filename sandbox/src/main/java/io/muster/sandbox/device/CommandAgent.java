// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.sandbox.device.UpdateReports.Outbound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Obeys commands, each once, however often it comes: answers pings, starts again, and sends its log
 * or its condition in chunks. Of an artifact with more than one chunk it loses the second, as a bad
 * line would; whoever wants the artifact has to ask for that one again.
 */
final class CommandAgent {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REMEMBERED = 16;

    private final Outbound outbound;
    private final Supplier<String> log;
    private final Supplier<String> condition;
    private final Runnable restart;
    private final Map<UUID, Artifact> sent = new LinkedHashMap<>();

    /**
     * An agent that has obeyed nothing yet.
     *
     * @param log what the device has to tell at the time of asking
     * @param condition how the device is at the time of asking
     * @param restart starts the device again; must not block
     */
    CommandAgent(
            Outbound outbound, Supplier<String> log, Supplier<String> condition, Runnable restart) {
        this.outbound = outbound;
        this.log = log;
        this.condition = condition;
        this.restart = restart;
    }

    /** {@code …/cmd}. What can't be read is nobody's command. */
    void obey(byte[] payload) {
        try {
            var command = JSON.readTree(payload);
            obey(UUID.fromString(command.path("id").asText()), command);
        } catch (IOException | IllegalArgumentException e) {
            // A device has nobody to complain to about a command without an id.
        }
    }

    private synchronized void obey(UUID id, JsonNode command) {
        say(id, "ack", new byte[0]);
        var known = sent.get(id);
        if (known != null) {
            again(id, known, command.path("missing"));
            return;
        }
        switch (command.path("kind").asText()) {
            case "ping" -> done(id, Artifact.NONE);
            case "log" -> first(id, artifact(log));
            case "snapshot" -> first(id, artifact(condition));
            case "reboot" -> {
                done(id, Artifact.NONE);
                restart.run();
            }
            default -> say(id, "done", bytes(no("a simulated device cannot do that")));
        }
    }

    private static Artifact artifact(Supplier<String> text) {
        return new Artifact(text.get().getBytes(StandardCharsets.UTF_8));
    }

    private void first(UUID id, Artifact artifact) {
        for (int n = 0; n < artifact.chunks(); n++) {
            if (n != 1) {
                say(id, "chunk/" + n, artifact.chunk(n));
            }
        }
        done(id, artifact);
    }

    /** Without a word about what is missing it was the answer that was lost. */
    private void again(UUID id, Artifact artifact, JsonNode missing) {
        for (var wanted : missing) {
            int n = wanted.asInt(-1);
            if (n >= 0 && n < artifact.chunks()) {
                say(id, "chunk/" + n, artifact.chunk(n));
            }
        }
        say(id, "done", bytes(artifact.promise()));
    }

    private void done(UUID id, Artifact artifact) {
        sent.put(id, artifact);
        if (sent.size() > REMEMBERED) {
            sent.remove(sent.keySet().iterator().next());
        }
        say(id, "done", bytes(artifact.promise()));
    }

    private static ObjectNode no(String why) {
        return JSON.createObjectNode().put("ok", false).put("error", why);
    }

    private void say(UUID id, String what, byte[] payload) {
        var _ = outbound.publish("cmd/" + id + "/" + what, payload);
    }

    private static byte[] bytes(ObjectNode answer) {
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
