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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RabbitMqControlTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile int status = 204;
    private HttpServer management;
    private RabbitMqControl control;

    @BeforeEach
    void start() throws IOException {
        management =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        management.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        management.start();
        control =
                new RabbitMqControl(
                        new HttpCalls(vertx, Optional.empty(), PATIENCE, 1_024),
                        URI.create("http://127.0.0.1:" + management.getAddress().getPort()),
                        new ManagementUser("~control", "secret"),
                        name -> !name.endsWith("-service"));
    }

    @AfterEach
    void stop() {
        management.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void endsAllConnectionsOfADevicesUser() {
        disconnect("dev-1", "site:7");

        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "DELETE /api/connections/username/dev-1",
                        "DELETE /api/connections/username/site%3A7");
    }

    @Test
    void leavesAServiceAloneWhoseNameADeviceWasGiven() {
        disconnect("registry-service");

        assertThat(asked).isEmpty();
    }

    /** 404 comes from a RabbitMQ that is too old to know the way, not for a user who is away. */
    @ParameterizedTest
    @ValueSource(ints = {401, 404, 500})
    void failsWhenItIsNotKnownWhetherTheyEnded(int answer) {
        status = answer;

        assertThatThrownBy(() -> disconnect("dev-1"))
                .isInstanceOf(ControlFailure.class)
                .hasMessageContaining(Integer.toString(answer));
    }

    private void disconnect(String... users) {
        control.disconnect(Stream.of(users).map(name -> new Client("any", name)).toList())
                .await()
                .atMost(PATIENCE);
    }
}
