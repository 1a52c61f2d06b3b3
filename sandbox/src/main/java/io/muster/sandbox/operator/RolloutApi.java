// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What demo and drills need of ota-service. */
public record RolloutApi(RestClient rest) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration EVENT_PATIENCE = Duration.ofSeconds(15);

    /** Lets the key's owner sign releases. */
    public void trust(String keyId, String publicPem)
            throws IOException, InterruptedException, NotObserved {
        rest.post(
                        "/api/v1/signing-keys",
                        JSON.objectNode().put("keyId", keyId).put("publicKey", publicPem))
                .require(200, 201);
    }

    /** Stores an artifact. */
    public void upload(byte[] artifact) throws IOException, InterruptedException, NotObserved {
        rest.upload("/api/v1/artifacts", artifact).require(200, 201);
    }

    /** Asks for a release; the answer may be a refusal. */
    public Answer release(ObjectNode release) throws IOException, InterruptedException {
        return rest.post("/api/v1/releases", release);
    }

    /** Creates and starts a rollout to the given devices; its id. */
    public String start(String releaseId, List<String> devices, int... wavePercents)
            throws Exception {
        var rollout = JSON.objectNode().put("release", releaseId);
        var waves = rollout.putArray("waves");
        for (int percent : wavePercents) {
            waves.add(percent);
        }
        var target = rollout.putObject("target").putArray("devices");
        devices.forEach(target::add);
        var id = create(rollout).require(201).required("id").asText();
        rest.post("/api/v1/rollouts/" + id + "/start", JSON.objectNode()).require(200);
        return id;
    }

    /**
     * A device that has just enrolled reaches ota-service by an event, which may still be on its
     * way.
     */
    private Answer create(ObjectNode rollout) throws Exception {
        return Await.until(
                "ota-service knowing all devices of the rollout",
                EVENT_PATIENCE,
                () ->
                        Optional.of(rest.post("/api/v1/rollouts", rollout))
                                .filter(answer -> !answer.isProblem("unknown-devices")));
    }

    /** The rollout with its waves. */
    public JsonNode rollout(String id) throws IOException, InterruptedException, NotObserved {
        return rest.get("/api/v1/rollouts/" + id).require(200);
    }

    /** Why the only job of a rollout ended. */
    public String jobReason(String id) throws IOException, InterruptedException, NotObserved {
        var job =
                rest.get("/api/v1/rollouts/" + id + "/jobs")
                        .require(200)
                        .required("items")
                        .required(0);
        return job.path("state").asText() + " " + job.path("reason").asText();
    }
}
