// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Talks JSON to one service, with or without a bearer token. */
public final class RestClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI base;
    private final Optional<String> token;

    /** A client of the service at {@code base}. */
    public RestClient(HttpClient http, URI base, Optional<String> token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    /** The same service with another token. */
    public RestClient with(String otherToken) {
        return new RestClient(http, base, Optional.of(otherToken));
    }

    /** The same service without a token. */
    public RestClient anonymous() {
        return new RestClient(http, base, Optional.empty());
    }

    /** Reads. */
    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "application/json", BodyPublishers.noBody());
    }

    /** Reads text that is not JSON, for example metrics. */
    public String text(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    /** Creates or starts, under an idempotency key of its own. */
    public Answer post(String path, JsonNode body) throws IOException, InterruptedException {
        return send("POST", path, "application/json", BodyPublishers.ofString(body.toString()));
    }

    /** Puts something where it is to be. */
    public Answer put(String path, JsonNode body) throws IOException, InterruptedException {
        return send("PUT", path, "application/json", BodyPublishers.ofString(body.toString()));
    }

    /** Deletes. */
    public Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "application/json", BodyPublishers.noBody());
    }

    /** Posts a form. */
    public Answer form(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        var form =
                fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                "POST", path, "application/x-www-form-urlencoded", BodyPublishers.ofString(form));
    }

    /** Uploads bytes as they are. */
    public Answer upload(String path, byte[] body) throws IOException, InterruptedException {
        return send("POST", path, "application/octet-stream", BodyPublishers.ofByteArray(body));
    }

    /** Changes by merge patch. */
    public Answer patch(String path, JsonNode body) throws IOException, InterruptedException {
        return send(
                "PATCH",
                path,
                "application/merge-patch+json",
                BodyPublishers.ofString(body.toString()));
    }

    private Answer send(String method, String path, String mediaType, BodyPublisher body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).method(method, body);
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        if (!method.equals("GET")) {
            request.header("Content-Type", mediaType);
        }
        if (method.equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        var response = http.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(
                method + " " + path,
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                json(response.body()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).orElse(MissingNode.getInstance());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
