// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.muster.acl.eviction.BrokerControl.Client;
import io.muster.platform.call.HttpCalls;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerneMqControlTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile int status = 200;
    private HttpServer management;

    @BeforeEach
    void start() throws IOException {
        management =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        management.createContext(
                "/",
                exchange -> {
                    var login = exchange.getRequestHeaders().getFirst("Authorization");
                    asked.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + login);
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        management.start();
    }

    @AfterEach
    void stop() {
        management.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void disconnect(String mountpoint, String... clientIds) {
        var control =
                new VerneMqControl(
                        new HttpCalls(vertx, Optional.empty(), PATIENCE, 1_024),
                        URI.create("http://127.0.0.1:" + management.getAddress().getPort()),
                        new ManagementUser("key", ""),
                        mountpoint);
        control.disconnect(Stream.of(clientIds).map(id -> new Client(id, "any")).toList())
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void endsSessionsByItsCommandLine() {
        disconnect("", "dev-1", "site:7");

        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "GET /api/v1/session/disconnect?client-id=dev-1&--cleanup Basic a2V5Og==",
                        "GET /api/v1/session/disconnect?client-id=site%3A7&--cleanup Basic a2V5Og==");
    }

    @Test
    void aMountPointIsAFlag() {
        disconnect("/acme", "dev-1");

        assertThat(asked)
                .containsExactly(
                        "GET /api/v1/session/disconnect?client-id=dev-1&--cleanup&--mountpoint=%2Facme Basic a2V5Og==");
    }

    @Test
    void whatIsNotDoneFails() {
        status = 500;

        assertThatThrownBy(() -> disconnect("", "dev-1")).isInstanceOf(ControlFailure.class);
    }
}
