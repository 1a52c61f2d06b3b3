// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers as a test says, and remembers what it was asked. */
final class FakeHook implements AutoCloseable {

    static final String SECRET = "the-hook-secret-of-a-test";

    /** An answer of the hook; the delay is before it. */
    record Answer(int status, String body, long delayMillis) {

        static Answer ok(String body) {
            return new Answer(200, body, 0);
        }
    }

    static final Answer ALLOW_CONNECT =
            Answer.ok("{\"decision\":\"allow\",\"session\":\"s-1\",\"expiresAt\":null}");
    static final Answer DENY = Answer.ok("{\"decision\":\"deny\"}");
    static final Answer ALLOW_ONE = Answer.ok("{\"decisions\":[\"allow\"]}");

    private final HttpServer server;
    private final ObjectMapper json = new ObjectMapper();
    private volatile Answer connect = ALLOW_CONNECT;
    private volatile Answer authorize = ALLOW_ONE;
    private volatile String deniedTopic = "";
    final List<JsonNode> connects = new CopyOnWriteArrayList<>();
    final List<JsonNode> authorizes = new CopyOnWriteArrayList<>();

    private FakeHook(HttpServer server) {
        this.server = server;
    }

    static FakeHook start() throws IOException {
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var hook = new FakeHook(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
        hook.server.createContext("/hooks/sandbox/hivemq/connect", hook::onConnect);
        hook.server.createContext("/hooks/sandbox/hivemq/authorize", hook::onAuthorize);
        hook.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        hook.server.start();
        return hook;
    }

    URI url() {
        return URI.create(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/sandbox/hivemq");
    }

    void connectAnswers(Answer answer) {
        connect = answer;
    }

    void authorizeAnswers(Answer answer) {
        authorize = answer;
    }

    void denyTopic(String topic) {
        deniedTopic = topic;
    }

    void reset() {
        connect = ALLOW_CONNECT;
        authorize = ALLOW_ONE;
        deniedTopic = "";
        connects.clear();
        authorizes.clear();
    }

    private void onConnect(HttpExchange exchange) throws IOException {
        connects.add(json.readTree(exchange.getRequestBody()));
        send(exchange, knowsTheSecret(exchange) ? connect : DENY);
    }

    private void onAuthorize(HttpExchange exchange) throws IOException {
        var question = json.readTree(exchange.getRequestBody());
        authorizes.add(question);
        var topic = question.get("requests").get(0).get("topic").asText();
        var denied = topic.equals(deniedTopic) || !knowsTheSecret(exchange);
        send(exchange, denied ? Answer.ok("{\"decisions\":[\"deny\"]}") : authorize);
    }

    private static boolean knowsTheSecret(HttpExchange exchange) {
        return ("Bearer " + SECRET).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try {
            Thread.sleep(answer.delayMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var bytes = answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
