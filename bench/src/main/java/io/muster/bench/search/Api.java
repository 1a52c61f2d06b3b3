// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.bench.server.RegistryServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** registry-service as operators ask it, on one kept connection. */
final class Api implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GROUPS = "/api/v1/groups";

    private final HttpClient client = HttpClient.newHttpClient();
    private final RegistryServer registry;
    private final String token;

    Api(RegistryServer registry) {
        this.registry = registry;
        this.token = registry.token();
    }

    /** How many devices a page has of those that a filter finds. */
    int find(String filter) throws IOException, InterruptedException {
        var encoded = URLEncoder.encode(filter, StandardCharsets.UTF_8);
        return call("GET", "/api/v1/devices?limit=50&filter=" + encoded, "").path("items").size();
    }

    /** How many devices a page has of a group. */
    int members(String group) throws IOException, InterruptedException {
        return call("GET", GROUPS + "/" + group + "/devices?limit=50", "").path("items").size();
    }

    /** A new group, in which are the devices that its query finds. */
    String group(String path, String query) throws IOException, InterruptedException {
        var body = JSON.createObjectNode().put("path", path).put("query", query);
        var id = call("POST", GROUPS, body.toString()).path("id").asText();
        while (call("GET", GROUPS + "/" + id, "").path("settling").asBoolean()) {
            Thread.sleep(100);
        }
        return id;
    }

    private JsonNode call(String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(registry.at(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
