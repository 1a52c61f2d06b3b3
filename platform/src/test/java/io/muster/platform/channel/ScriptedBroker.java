// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A broker with one persistent session that does exactly what a test asks: it delivers when told
 * to, confirms or withholds, and sends what is unacknowledged again on the next connection, in the
 * same packet as its CONNACK as far as it can. It has no window of its own: it delivers everything
 * at once.
 */
final class ScriptedBroker implements AutoCloseable {

    final List<String> acknowledged = new CopyOnWriteArrayList<>();
    final List<String> received = new CopyOnWriteArrayList<>();
    final List<String> subscribed = new CopyOnWriteArrayList<>();
    final List<String> unsubscribed = new CopyOnWriteArrayList<>();
    final List<String> goodbyes = new CopyOnWriteArrayList<>();
    final List<MqttEndpoint> connections = new CopyOnWriteArrayList<>();

    volatile boolean confirms = true;
    volatile boolean refusesSubscriptions;
    volatile boolean keepsSession = true;

    private final MqttServer server;
    private final Map<Integer, Message> pending = new LinkedHashMap<>();
    private int packet;

    ScriptedBroker(Vertx vertx) {
        this(vertx, new MqttServerOptions());
    }

    ScriptedBroker(Vertx vertx, MqttServerOptions options) {
        options.setHost("127.0.0.1").setPort(0);
        server = MqttServer.create(vertx, options.setMaxMessageSize(2_000_000));
        server.endpointHandler(this::connected).exceptionHandler(_ -> {});
        server.listen().toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return server.actualPort();
    }

    /** Delivers with QoS 1 now, or queues it for the next connection. */
    void deliver(String topic, String payload) {
        var message = new Message(topic, payload);
        int id = queued(message);
        // Outside our lock: the event loop holds the connection's lock when it asks for ours.
        if (!connections.isEmpty() && connections.getLast().isConnected()) {
            send(connections.getLast(), id, message, false);
        }
    }

    private synchronized int queued(Message message) {
        pending.put(++packet, message);
        return packet;
    }

    /** Delivers with QoS 0: sent once and forgotten. */
    void mention(String topic, String payload) {
        connections
                .getLast()
                .publish(topic, Buffer.buffer(payload), MqttQoS.AT_MOST_ONCE, false, false);
    }

    /** Cuts the connection without a word. */
    void cut() {
        connections.getLast().close();
    }

    void confirm(int packetId) {
        connections.getLast().publishAcknowledge(packetId);
    }

    synchronized int unacknowledged() {
        return pending.size();
    }

    private synchronized void connected(MqttEndpoint endpoint) {
        endpoint.subscribeHandler(request -> subscribe(endpoint, request));
        endpoint.unsubscribeHandler(request -> {
            unsubscribed.addAll(request.topics());
            endpoint.unsubscribeAcknowledge(request.messageId());
        });
        endpoint.publishHandler(message -> published(endpoint, message));
        endpoint.publishAcknowledgeHandler(this::acknowledge);
        endpoint.disconnectHandler(_ -> goodbyes.add(endpoint.clientIdentifier()));
        boolean resumed = keepsSession && !connections.isEmpty() && !endpoint.isCleanSession();
        if (!keepsSession && !connections.isEmpty()) {
            pending.clear();
        }
        connections.add(endpoint);
        endpoint.accept(resumed);
        pending.forEach((id, message) -> send(endpoint, id, message, true));
    }

    private void subscribe(MqttEndpoint endpoint, MqttSubscribeMessage request) {
        request.topicSubscriptions().forEach(one -> subscribed.add(one.topicName()));
        var granted = refusesSubscriptions ? MqttQoS.FAILURE : MqttQoS.AT_LEAST_ONCE;
        endpoint.subscribeAcknowledge(
                request.messageId(),
                request.topicSubscriptions().stream().map(_ -> granted).toList());
    }

    private void published(MqttEndpoint endpoint, MqttPublishMessage message) {
        received.add(message.payload().toString());
        if (confirms && message.qosLevel() == MqttQoS.AT_LEAST_ONCE) {
            endpoint.publishAcknowledge(message.messageId());
        }
    }

    private synchronized void acknowledge(int id) {
        var message = pending.remove(id);
        acknowledged.add(message == null ? "nothing" : message.payload);
    }

    private static void send(MqttEndpoint endpoint, int id, Message message, boolean again) {
        var payload = Buffer.buffer(message.payload.getBytes(StandardCharsets.UTF_8));
        endpoint.publish(message.topic, payload, MqttQoS.AT_LEAST_ONCE, again, false, id);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private record Message(String topic, String payload) {}
}
