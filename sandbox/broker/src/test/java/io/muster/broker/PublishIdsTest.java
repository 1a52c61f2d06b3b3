// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishIdsTest {

    @Test
    void whatIsConfirmedAfterAKillIsDeliveredThoughTheQueueHasAnEntryWithoutItsPayload(
            @TempDir Path directory) throws Exception {
        try (var broker = BrokerFixture.startOnDisk(directory)) {
            subscribe(broker);
            publish(broker, "before", 1);
        }
        losePayloads(directory);
        try (var broker = BrokerFixture.startOnDisk(directory)) {
            publish(broker, "after", 10);
            assertDelivered(broker, "after", 10);
        }
    }

    private static void subscribe(BrokerFixture broker) {
        var client = connect(broker, "reader");
        client.subscribeWith().topicFilter("t").qos(MqttQos.AT_LEAST_ONCE).send();
        client.disconnect();
    }

    private static void publish(BrokerFixture broker, String name, int count) {
        var client = connect(broker, "writer");
        for (int number = 0; number < count; number++) {
            client.publishWith()
                    .topic("t")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload((name + number).getBytes(UTF_8))
                    .send();
        }
        client.disconnect();
    }

    private static void assertDelivered(BrokerFixture broker, String name, int count)
            throws Exception {
        var client = broker.client("reader");
        try (var publishes = client.publishes(MqttGlobalPublishFilter.ALL)) {
            resume(client);
            for (int number = 0; number < count; number++) {
                var message = publishes.receive(5, TimeUnit.SECONDS);
                assertThat(message).isPresent();
                assertThat(new String(message.get().getPayloadAsBytes(), UTF_8))
                        .isEqualTo(name + number);
            }
        }
        client.disconnect();
    }

    private static Mqtt5BlockingClient connect(BrokerFixture broker, String id) {
        var client = broker.client(id);
        resume(client);
        return client;
    }

    private static void resume(Mqtt5BlockingClient client) {
        client.connectWith().cleanStart(false).sessionExpiryInterval(3600).send();
    }

    /** As a kill leaves it that comes between the writing of entries and of their payloads. */
    private static void losePayloads(Path directory) throws IOException {
        var store = directory.resolve("data/persistence/publish_payload_store");
        try (var files = Files.walk(store)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
