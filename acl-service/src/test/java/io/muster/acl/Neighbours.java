// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside the service in tests: a registry that serves whatever snapshot it was told to,
 * and a broker's control that writes down what it was asked. Both are told and read over HTTP,
 * since a test runs in another class loader. There is no broker, and nothing misses it. Nor is
 * there a database: policies come from a folder, which is empty, but in tests with {@link
 * DatabaseProfile}.
 */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

    public static final String SECRET = "test-hook-secret-0123456789";

    /** One broker of each dialect, called like it, but for those of the response modes. */
    private static final Map<String, String> BROKERS =
            Map.ofEntries(
                    Map.entry("sandbox", "hivemq"),
                    Map.entry("emqx", "emqx"),
                    Map.entry("vernemq", "vernemq"),
                    Map.entry("rabbitmq", "rabbitmq"),
                    Map.entry("mosquitto", "mosquitto"),
                    Map.entry("mosquitto-text", "mosquitto"),
                    Map.entry("mosquitto-json", "mosquitto"),
                    Map.entry("mosquitto-jwt", "mosquitto-jwt"),
                    Map.entry("nanomq", "nanomq"),
                    Map.entry("rmqtt", "rmqtt"),
                    Map.entry("bifromq", "bifromq"),
                    Map.entry("emqx-preload", "emqx"),
                    Map.entry("rabbitmq-tenants", "rabbitmq"),
                    Map.entry("vernemq-sealed", "vernemq"),
                    Map.entry("mosquitto-certs", "mosquitto"),
                    Map.entry("nanomq-own", "nanomq"),
                    Map.entry("enforcer", "native"));

    private static final String EMPTY = "{\"kind\":\"end\"}\n";

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile String snapshot = EMPTY;
    private volatile int controlStatus = 200;
    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            var started =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.setExecutor(Executors.newCachedThreadPool());
            started.createContext("/api/v1/snapshot", this::snapshot);
            started.createContext("/disconnect", this::disconnect);
            started.createContext("/api/v5/clients/kickout/bulk", this::disconnect);
            started.createContext("/status", this::status);
            started.createContext("/asked", this::asked);
            started.start();
            server = started;
            return settings("http://127.0.0.1:" + started.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(String url) {
        var settings = new HashMap<String, String>();
        settings.put("muster.registry.url", url);
        settings.put("muster.acl.fleet.enabled", "true");
        settings.put("muster.mqtt.subscribe", "false");
        settings.put("muster.mqtt.pushers", "registry-service");
        settings.put("muster.acl.policies.dir", noPolicies());
        settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/none");
        settings.put("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/none");
        BROKERS.forEach((id, dialect) -> {
            settings.put("muster.acl.brokers." + id + ".dialect", dialect);
            settings.put("muster.acl.brokers." + id + ".hook-secret", SECRET);
        });
        for (var id : List.of("sandbox", "emqx")) {
            settings.put("muster.acl.brokers." + id + ".control-url", url);
            settings.put("muster.acl.brokers." + id + ".control-user", "guest");
            settings.put("muster.acl.brokers." + id + ".control-password", "control-for-tests");
        }
        settings.put("muster.acl.brokers.enforcer.tenant", "default");
        settings.putAll(special());
        return settings;
    }

    /** What is different about one broker or another. */
    private static Map<String, String> special() {
        var settings = new HashMap<String, String>();
        settings.put("muster.acl.brokers.emqx-preload.preload", "true");
        settings.put("muster.acl.brokers.rabbitmq-tenants.certificate-login", "true");
        settings.put("muster.acl.brokers.rabbitmq-tenants.tenants.\"/acme\"", "default");
        settings.put("muster.acl.brokers.rabbitmq-tenants.tenants.\"/other\"", "other");
        settings.put("muster.acl.brokers.vernemq-sealed.sealed-names", "true");
        settings.put("muster.acl.brokers.vernemq-sealed.tenants.\"/acme\"", "default");
        settings.put("muster.acl.brokers.vernemq-sealed.tenants.\"/all\"", "*");
        settings.put("muster.acl.brokers.mosquitto-certs.certificate-login", "true");
        settings.put("muster.acl.brokers.mosquitto-certs.tenant", "default");
        settings.put("muster.acl.brokers.nanomq-own.certificate-login", "true");
        settings.put("muster.acl.brokers.nanomq-own.tenant", "default");
        settings.put("muster.acl.brokers.nanomq-own.comma-topics", "true");
        settings.put("muster.acl.brokers.nanomq-own.fields.clientid", "client");
        settings.put("muster.acl.brokers.nanomq-own.previous-hook-secret", SECRET + "-old");
        settings.put("muster.acl.brokers.mosquitto-text.responses", "text");
        settings.put("muster.acl.brokers.mosquitto-json.responses", "json");
        settings.put("muster.acl.brokers.vernemq.cache", "30s");
        settings.put("muster.acl.brokers.rmqtt.cache", "30s");
        settings.put("muster.acl.brokers.bifromq.tenant", "default");
        settings.put("muster.acl.brokers.rabbitmq.tenant", "default");
        settings.put("muster.acl.brokers.rabbitmq.certificate-login", "true");
        return settings;
    }

    private static String noPolicies() {
        try {
            var directory = Files.createTempDirectory("muster-no-policies-");
            directory.toFile().deleteOnExit();
            return directory.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void snapshot(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            snapshot = body(exchange);
            answer(exchange, 204, "");
        } else if (snapshot.isEmpty()) {
            answer(exchange, 503, "");
        } else {
            answer(exchange, 200, snapshot);
        }
    }

    private void disconnect(HttpExchange exchange) throws IOException {
        asked.add(body(exchange));
        answer(exchange, controlStatus, "{\"disconnected\":[]}");
    }

    private void status(HttpExchange exchange) throws IOException {
        controlStatus = Integer.parseInt(body(exchange));
        answer(exchange, 204, "");
    }

    private void asked(HttpExchange exchange) throws IOException {
        answer(exchange, 200, String.join("\n", asked));
        asked.clear();
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
