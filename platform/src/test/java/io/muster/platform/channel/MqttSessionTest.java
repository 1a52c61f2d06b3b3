// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import static io.muster.platform.channel.ChannelFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.channel.BrokerLogin.Login;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.mqtt.MqttClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MqttSessionTest {

    private final ChannelFixture fixture = new ChannelFixture();
    private final Vertx vertx = fixture.vertx;
    private final ScriptedBroker broker = fixture.broker;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void waitsLongerAndAtRandomBeforeEachReconnect() {
        var ceilings = Collections.synchronizedList(new ArrayList<Long>());
        var refuser = new AtomicInteger();
        var server = refusing(refuser);
        var backoff =
                new Backoff(
                        Duration.ofMillis(4),
                        Duration.ofMillis(20),
                        new BackoffTest.Highest(ceilings));

        session(server.actualPort(), ChannelFixture.NO_LOGIN, backoff).open();

        until(() -> refuser.get() > 6);
        assertThat(ceilings).startsWith(4L, 8L, 16L, 20L, 20L, 20L);
    }

    @Test
    void showsAFreshTokenOnEveryConnection() {
        var tokens = new AtomicInteger();
        BrokerLogin login =
                () ->
                        Uni.createFrom()
                                .item(() ->
                                        Optional.of(
                                                new Login(
                                                        "shadow-service",
                                                        "t" + tokens.incrementAndGet())));
        session(broker.port(), login, fixture.backoff).open();
        until(() -> broker.connections.size() == 1);

        broker.cut();
        until(() -> broker.connections.size() == 2);

        assertThat(broker.connections)
                .extracting(c -> c.auth().getUsername() + ":" + c.auth().getPassword())
                .containsExactly("shadow-service:t1", "shadow-service:t2");
    }

    @Test
    void triesAgainWhenThereIsNoTokenYet() {
        var asked = new AtomicInteger();
        BrokerLogin login =
                () ->
                        asked.incrementAndGet() < 3
                                ? Uni.createFrom().failure(new IllegalStateException("no issuer"))
                                : Uni.createFrom().item(Optional.empty());

        session(broker.port(), login, fixture.backoff).open();

        until(() -> broker.connections.size() == 1);
    }

    @Test
    void keepsTheSessionAtTheBrokerAndItsClientId() {
        session(broker.port(), ChannelFixture.NO_LOGIN, fixture.backoff).open();
        until(() -> broker.connections.size() == 1);

        assertThat(broker.connections.getFirst().isCleanSession()).isFalse();
        assertThat(broker.connections.getFirst().clientIdentifier()).isEqualTo("svc-up");
    }

    @Test
    void opensOnlyOneConnectionHoweverOftenItIsToldTo() {
        var session = session(broker.port(), ChannelFixture.NO_LOGIN, fixture.backoff);
        session.open();
        session.open();
        until(() -> session.trouble() == null);
        ChannelFixture.pause(50);

        assertThat(broker.connections).hasSize(1);
    }

    /**
     * The Vert.x client tells of confirmations that did not come 20 s later, whatever came between.
     */
    @Test
    void aLostConnectionIsNoReasonToEndTheNextOne() {
        var owner = new Idle();
        var session = session(broker.port(), ChannelFixture.NO_LOGIN, fixture.backoff, owner);
        session.open();
        until(() -> owner.clients.size() == 1);
        broker.cut();
        until(() -> owner.clients.size() == 2);

        session.run(() -> session.redial(owner.clients.getFirst()));
        ChannelFixture.pause(200);
        assertThat(owner.clients).hasSize(2);

        session.run(() -> session.redial(owner.clients.getLast()));
        until(() -> owner.clients.size() == 3);
    }

    @Test
    void aLoginDoesNotShowItsPassword() {
        assertThat(new Login("shadow-service", "secret")).hasToString("shadow-service");
    }

    private NetServer refusing(AtomicInteger count) {
        return vertx.createNetServer()
                .connectHandler(socket -> {
                    count.incrementAndGet();
                    socket.close();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private MqttSession session(int port, BrokerLogin login, Backoff backoff) {
        return session(port, login, backoff, new Idle());
    }

    private MqttSession session(int port, BrokerLogin login, Backoff backoff, Idle owner) {
        var endpoint =
                new MqttEndpoint(
                        "127.0.0.1", port, Optional.empty(), "svc-up", false, 10, 1_024, false);
        return new MqttSession(vertx, endpoint, login, backoff, owner);
    }

    /** Wants nothing of the connection. */
    static final class Idle implements SessionOwner {

        final List<MqttClient> clients = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void prepare(MqttClient client) {}

        @Override
        public void opened(MqttClient client, boolean resumed) {
            clients.add(client);
        }

        @Override
        public void closed() {}
    }
}
