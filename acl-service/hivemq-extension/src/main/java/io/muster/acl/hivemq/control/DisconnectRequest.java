// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.control;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Clients whose connections are to end. */
record DisconnectRequest(List<String> clientIds, String reason) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Throws IllegalArgumentException when the body is anything else than such a request. */
    static DisconnectRequest parse(byte[] body) {
        try {
            var request = JSON.readTree(body);
            return new DisconnectRequest(
                    texts(request.path("clientIds")),
                    request.path("reason").asText("disconnected"));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("unreadable", e);
        }
    }

    private static List<String> texts(JsonNode array) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("clientIds is not an array");
        }
        var texts = new ArrayList<String>();
        for (var element : array) {
            if (!element.isTextual() || element.textValue().isEmpty()) {
                throw new IllegalArgumentException("a client id is not a text");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    static byte[] answer(List<String> disconnected) throws IOException {
        return JSON.writeValueAsBytes(Map.of("disconnected", disconnected));
    }

    /** Completes with those who were connected and no longer are. */
    CompletableFuture<List<String>> carryOut(Disconnector disconnector) {
        var endings = clientIds.stream().map(id -> disconnector.disconnect(id, reason)).toList();
        return CompletableFuture.allOf(endings.toArray(CompletableFuture[]::new))
                .thenApply(ignored -> {
                    var gone = new ArrayList<String>();
                    for (var i = 0; i < endings.size(); i++) {
                        if (endings.get(i).join()) {
                            gone.add(clientIds.get(i));
                        }
                    }
                    return gone;
                });
    }
}
