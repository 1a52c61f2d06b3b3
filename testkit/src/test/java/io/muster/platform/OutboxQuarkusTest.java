// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.outbox.EventDraft;
import io.muster.platform.outbox.Outbox;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.EventTopic;
import io.muster.platform.topic.TenantId;
import io.muster.testkit.FaultProxy;
import io.muster.testkit.SharedBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutboxQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject Outbox outbox;
    @Inject Database database;
    FaultProxy proxy;

    private final TenantId tenant = new TenantId("t" + UUID.randomUUID());
    private final List<CloudEvent> received = new CopyOnWriteArrayList<>();
    private Mqtt5BlockingClient subscriber;

    @BeforeEach
    void subscribe() {
        subscriber =
                MqttClient.builder()
                        .useMqttVersion5()
                        .identifier("test-" + UUID.randomUUID())
                        .serverHost("127.0.0.1")
                        .serverPort(SharedBroker.port())
                        .buildBlocking();
        subscriber.connect();
        subscriber
                .toAsync()
                .subscribeWith()
                .topicFilter("events/" + tenant + "/#")
                .callback(this::receive)
                .send()
                .join();
    }

    private void receive(Mqtt5Publish publish) {
        var event = CloudEvent.parse(publish.getPayloadAsBytes());
        assertThat(EventTopic.parse(publish.getTopic().toString()))
                .contains(new EventTopic(event.tenant(), "registry", event.type()));
        received.add(event);
    }

    @AfterEach
    void disconnect() {
        proxy.heal();
        subscriber.disconnect();
    }

    private Uni<Long> append(SqlConnection connection, int n) {
        var data = JsonNodeFactory.instance.objectNode().put("n", n);
        return outbox.append(connection, tenant, "device.created", "dev-" + n, data);
    }

    private Uni<Long> commit(int n) {
        return database.transaction(connection -> append(connection, n));
    }

    private List<Long> sequences() {
        return received.stream().map(CloudEvent::sequence).toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private int pending() {
        return database.read(connection ->
                        connection
                                .preparedQuery(
                                        "SELECT count(*)::int FROM outbox_event WHERE tenant_id = $1")
                                .execute(Tuple.of(tenant.value()))
                                .map(rows -> rows.iterator().next().getInteger(0)))
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void anEventThatTheBrokerWouldNotTakeHoldsUpNoOther() {
        var large = JsonNodeFactory.instance.objectNode().put("n", "x".repeat(1_100_000));
        database.transaction(connection ->
                        outbox.append(connection, tenant, "device.created", "dev", large))
                .await()
                .atMost(PATIENCE);
        commit(2).await().atMost(PATIENCE);

        await().atMost(PATIENCE).until(() -> sequences().equals(List.of(2L)) && pending() == 0);
    }

    @Test
    void concurrentCommitsArriveInTheOrderOfTheirSequences() {
        var commits = IntStream.rangeClosed(1, 300).mapToObj(this::commit).toList();
        Uni.join().all(commits).usingConcurrencyOf(12).andFailFast().await().atMost(PATIENCE);
        outbox.wake();

        await().atMost(PATIENCE).until(() -> received.size() >= 300);
        assertThat(sequences()).isEqualTo(upTo(300));
        await().atMost(PATIENCE).until(() -> pending() == 0);
    }

    @Test
    void aRolledBackEventLeavesNoGap() {
        commit(1).await().atMost(PATIENCE);
        database.transaction(connection ->
                        append(connection, 2)
                                .chain(() ->
                                        Uni.createFrom()
                                                .failure(new IllegalStateException("rolled back"))))
                .onFailure()
                .recoverWithNull()
                .await()
                .atMost(PATIENCE);
        commit(3).await().atMost(PATIENCE);
        outbox.wake();

        await().atMost(PATIENCE).until(() -> received.size() >= 2);
        assertThat(sequences()).containsExactly(1L, 2L);
        assertThat(received).extracting(CloudEvent::subject).containsExactly("dev-1", "dev-3");
    }

    @Test
    void eventsThatAreAppendedTogetherAreConsecutive() {
        commit(1).await().atMost(PATIENCE);
        var drafts =
                IntStream.rangeClosed(2, 4)
                        .mapToObj(n ->
                                new EventDraft(
                                        "device.created",
                                        "dev-" + n,
                                        JsonNodeFactory.instance.objectNode().put("n", n)))
                        .toList();

        long last =
                database.transaction(c -> outbox.appendAll(c, tenant, drafts))
                        .await()
                        .atMost(PATIENCE);
        outbox.wake();

        assertThat(last).isEqualTo(4);
        await().atMost(PATIENCE).until(() -> received.size() >= 4);
        assertThat(sequences()).isEqualTo(upTo(4));
        assertThat(received.getLast().subject()).isEqualTo("dev-4");
    }

    @Test
    void nobodyNeedsToWakeTheRelay() {
        commit(1).await().atMost(PATIENCE);

        await().atMost(Duration.ofSeconds(5)).until(() -> !received.isEmpty());
    }

    /**
     * The state that a crash between confirmation and deletion leaves, and a dead replica's lease.
     */
    @Test
    void aRelayThatDiedIsReplacedAndWhatItDidNotForgetIsSentAgain() {
        commit(1).await().atMost(PATIENCE);
        outbox.wake();
        await().atMost(PATIENCE).until(() -> pending() == 0 && !received.isEmpty());
        var confirmed =
                new String(received.getFirst().toBytes(), java.nio.charset.StandardCharsets.UTF_8);
        database.transaction(connection ->
                        deadReplica(connection)
                                .chain(() ->
                                        connection
                                                .preparedQuery(
                                                        "INSERT INTO outbox_event (tenant_id, seq, type, body) VALUES ($1, 1, 'device.created', $2)")
                                                .execute(Tuple.of(tenant.value(), confirmed))))
                .await()
                .atMost(PATIENCE);
        commit(2).await().atMost(PATIENCE);
        outbox.wake();

        await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
        assertThat(sequences()).as("the dead replica's lease holds").containsExactly(1L);
        await().atMost(PATIENCE).until(() -> received.size() == 3);
        assertThat(sequences()).containsExactly(1L, 1L, 2L);
    }

    private Uni<Void> deadReplica(SqlConnection connection) {
        return connection
                .preparedQuery(
                        "INSERT INTO outbox_lease (tenant_id, holder, held_until)"
                                + " VALUES ($1, $2, now() + interval '3 seconds')")
                .execute(Tuple.of(tenant.value(), UUID.randomUUID()))
                .replaceWithVoid();
    }

    @Test
    void noEventIsLostWhenTheBrokerGoesAwayInBetween() {
        for (int n = 1; n <= 400; n++) {
            commit(n).await().atMost(PATIENCE);
            outbox.wake();
            if (n % 100 == 50) {
                proxy.refuse();
                proxy.cut();
            }
            if (n % 100 == 80) {
                proxy.heal();
            }
        }

        await().atMost(PATIENCE).until(() -> pending() == 0);
        await().atMost(PATIENCE).until(() -> sequences().contains(400L));
        assertThat(sequences().stream().distinct().toList())
                .as("first deliveries, in order")
                .isEqualTo(upTo(400));
    }

    @Test
    void headsTellHowFarTheEventsAre() {
        commit(1).chain(() -> commit(2)).await().atMost(PATIENCE);

        var heads = database.read(outbox::heads).await().atMost(PATIENCE);

        assertThat(heads)
                .filteredOn(head -> head.tenant().equals(tenant))
                .singleElement()
                .satisfies(head -> assertThat(head.sequence()).isEqualTo(2));
    }
}
