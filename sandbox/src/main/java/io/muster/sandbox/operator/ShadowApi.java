// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;

/** What demo and drills need of the shadows; always of the shadow {@code default}. */
public record ShadowApi(RestClient rest) {

    /** The whole document; empty when the device has none yet. */
    public Optional<JsonNode> document(String deviceId)
            throws IOException, InterruptedException, NotObserved {
        var answer = rest.get(path(deviceId));
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer.require(200));
    }

    /** What the device has reported; a missing node when it has reported nothing. */
    public JsonNode reported(String deviceId)
            throws IOException, InterruptedException, NotObserved {
        return document(deviceId).orElseGet(MissingNode::getInstance).path("reported");
    }

    /** Wants the members of {@code desired} to be so. */
    public void desire(String deviceId, JsonNode desired)
            throws IOException, InterruptedException, NotObserved {
        rest.patch(path(deviceId) + "/desired", desired).require(200, 201);
    }

    private static String path(String deviceId) {
        return "/api/v1/devices/" + deviceId + "/shadows/default";
    }
}
