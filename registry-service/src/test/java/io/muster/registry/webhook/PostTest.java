// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.muster.platform.topic.TenantId;
import io.muster.registry.webhook.store.DueDelivery;
import io.vertx.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress INNER = InetAddress.ofLiteral("169.254.169.254");

    private final Vertx vertx = Vertx.vertx();
    private final Deque<InetAddress> answers = new ArrayDeque<>();
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Post post;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        hosts.add(exchange.getRequestHeaders().getFirst("Host"));
                        exchange.sendResponseHeaders(204, -1);
                    }
                });
        server.start();
        var names =
                new Names(
                        vertx,
                        new PublicAddresses(List.of("127.0.0.1/32")),
                        _ -> new InetAddress[] {answers.removeFirst()});
        post = new Post(vertx, names, PATIENCE, Clock.systemUTC());
    }

    @AfterEach
    void end() {
        server.stop(0);
        vertx.close();
    }

    @Test
    void aNameIsResolvedOnceSoThatItCantBecomeAnInnerAddressAfterTheLook() {
        answers.addAll(List.of(HERE, INNER));

        assertThat(send()).isEqualTo(204);

        assertThat(answers).containsExactly(INNER);
        assertThat(hosts).containsExactly("receiver.example:" + server.getAddress().getPort());
    }

    @Test
    void aNameOfAnInnerAddressIsNotConnectedTo() {
        answers.add(INNER);

        assertThatThrownBy(this::send).isInstanceOf(Names.Forbidden.class);
    }

    private int send() {
        var url = URI.create("http://receiver.example:" + server.getAddress().getPort() + "/x");
        var delivery =
                new DueDelivery(
                        new TenantId("default"),
                        new UUID(0, 1),
                        new UUID(0, 2),
                        url,
                        Buffer.buffer(),
                        "event",
                        "{}",
                        1);
        return post.send(delivery, Signature.Secret.next()).await().atMost(PATIENCE);
    }
}
