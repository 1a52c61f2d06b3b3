// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import io.muster.sandbox.device.MqttEndpoint;
import io.muster.sandbox.operator.NotObserved;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT client that does as it pleases, with whatever identity it has, to see what it gets away
 * with.
 */
final class Visitor implements AutoCloseable {

    private final Mqtt5AsyncClient client;

    Visitor(MqttEndpoint broker, @Nullable KeyManagerFactory keys, String clientId) {
        this.client =
                Mqtt5Client.builder()
                        .identifier(clientId)
                        .transportConfig(broker.transport(keys))
                        .buildAsync();
    }

    Attempt connect(String what) throws InterruptedException, NotObserved {
        return Attempt.of(what, client.connect());
    }

    Attempt connectWithWill(String what, String topic) throws InterruptedException, NotObserved {
        var connect =
                Mqtt5Connect.builder()
                        .willPublish()
                        .topic(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(new byte[] {'!'})
                        .applyWillPublish()
                        .build();
        return Attempt.of(what, client.connect(connect));
    }

    /** Connects first where an earlier attempt has cost the connection. */
    Attempt publish(String topic, byte[] payload) throws InterruptedException, NotObserved {
        ensureConnected();
        var published =
                client.publishWith()
                        .topic(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(payload)
                        .send()
                        .thenCompose(result ->
                                result.getError()
                                        .<CompletableFuture<Object>>map(
                                                CompletableFuture::failedFuture)
                                        .orElseGet(
                                                () -> CompletableFuture.completedFuture(result)));
        return Attempt.of("publishing to " + topic, published);
    }

    /** Connects first where an earlier attempt has cost the connection. */
    Attempt subscribe(String filter) throws InterruptedException, NotObserved {
        ensureConnected();
        return Attempt.of(
                "subscribing to " + filter,
                client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send());
    }

    @Override
    public void close() {
        if (client.getState().isConnected()) {
            try {
                client.disconnect().join();
            } catch (CompletionException e) {
                // The broker was faster.
            }
        }
    }

    private void ensureConnected() throws InterruptedException, NotObserved {
        if (!client.getState().isConnected()) {
            connect("connecting as oneself").requireAllowed();
        }
    }
}
