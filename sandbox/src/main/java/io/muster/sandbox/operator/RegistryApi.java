// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.sandbox.device.ClaimTokens;
import java.io.IOException;

/** What demo and drills need of the registry. */
public record RegistryApi(RestClient rest) implements ClaimTokens {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Registers the device where it is new, and gets a claim token for it. */
    @Override
    public String claim(String deviceId) throws IOException, InterruptedException {
        try {
            rest.post("/api/v1/devices", JSON.objectNode().put("id", deviceId)).require(201, 409);
            return claimToken(deviceId);
        } catch (NotObserved e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A claim token for a device that is registered. */
    public String claimToken(String deviceId)
            throws IOException, InterruptedException, NotObserved {
        return rest.post(
                        "/api/v1/enrollment-profiles/default/tokens",
                        JSON.objectNode().put("deviceId", deviceId))
                .require(200, 201)
                .required("tokens")
                .required(0)
                .required("secret")
                .asText();
    }

    /** The device as the registry knows it. */
    public JsonNode device(String deviceId) throws IOException, InterruptedException, NotObserved {
        return rest.get("/api/v1/devices/" + deviceId).require(200);
    }

    /** Whether the registry holds the device to be online. */
    public boolean connected(String deviceId)
            throws IOException, InterruptedException, NotObserved {
        return device(deviceId).path("presence").path("connected").asBoolean();
    }

    /** Has a device do something; answers the command's id. */
    public String command(String deviceId, String kind)
            throws IOException, InterruptedException, NotObserved {
        return rest.post(commands(deviceId), JSON.objectNode().put("kind", kind))
                .require(201)
                .required("id")
                .asText();
    }

    /** A command as it stands; none that failed. */
    public JsonNode command(String deviceId, String kind, String id)
            throws IOException, InterruptedException, NotObserved {
        var command = rest.get(commands(deviceId) + "/" + id).require(200);
        NotObserved.unless(
                !command.path("state").asText().equals("FAILED"),
                kind + " failed: " + command.path("reason").asText());
        return command;
    }

    /** What a device sent for a command, as text. */
    public String artifact(String deviceId, String id) throws IOException, InterruptedException {
        return rest.text(commands(deviceId) + "/" + id + "/artifact");
    }

    private static String commands(String deviceId) {
        return "/api/v1/devices/" + deviceId + "/commands";
    }

    /** Revokes a certificate by its fingerprint. */
    public void revoke(String fingerprint) throws IOException, InterruptedException, NotObserved {
        rest.post(
                        "/api/v1/certificates/" + fingerprint + "/revoke",
                        JSON.objectNode().put("reason", "keyCompromise"))
                .require(200, 204);
    }
}
