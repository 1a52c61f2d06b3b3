// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.support;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The registry as far as we follow it: a snapshot with ten devices for each test that needs some,
 * and a tenant {@code small} that has three and a suspended one.
 */
public final class RegistryStub implements QuarkusTestResourceLifecycleManager {

    private static final int DEVICES = 10;
    private static final String[] GROUPS = {
        "good", "bad", "paused", "late", "timed", "early", "event", "twice", "gone", "gated", "slow"
    };

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var body = snapshot().getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/api/v1/snapshot",
                exchange -> {
                    try (exchange) {
                        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        server.start();
        return Map.of("muster.registry.url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static String snapshot() {
        var groups = Stream.of(GROUPS).flatMap(RegistryStub::group);
        var small =
                Stream.of(
                        device("small", "a", "ACTIVE"),
                        device("small", "b", "ENROLLED"),
                        device("small", "c", "ACTIVE"),
                        device("small", "d", "SUSPENDED"));
        return Stream.of(
                        Stream.of("{\"kind\":\"head\",\"tenant\":\"default\",\"sequence\":0}"),
                        groups,
                        small,
                        Stream.of("{\"kind\":\"end\"}"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Stream<String> group(String name) {
        return IntStream.range(0, DEVICES)
                .mapToObj(i -> device("default", name + "-" + i, "ACTIVE"));
    }

    private static String device(String tenant, String id, String state) {
        return "{\"kind\":\"device\",\"tenant\":\"%s\",\"device\":\"%s\",\"state\":\"%s\",\"connected\":false}"
                .formatted(tenant, id, state);
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
