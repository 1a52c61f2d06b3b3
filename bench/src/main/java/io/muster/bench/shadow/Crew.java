// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.shadow;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.muster.bench.measure.Latencies;
import io.muster.sandbox.net.LoopbackPort;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Devices of one tenant over one connection. When a message was sent stands in its client token,
 * which comes back with answers and deltas.
 */
final class Crew implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 60;
    private static final String TOKEN = "\"clientToken\":\"";

    private final String tenant;
    private final int devices;
    private final Mqtt3AsyncClient client;

    private Route route = Route.SERVICE;
    private Latencies answers = new Latencies();
    private Latencies deltas = new Latencies();
    private boolean again;
    private int underWay;
    private long sent;

    private Crew(String tenant, int devices, int port) {
        this.tenant = tenant;
        this.devices = devices;
        this.client =
                MqttClient.builder()
                        .useMqttVersion3()
                        .identifier("bench-" + tenant)
                        .serverHost(LoopbackPort.HOST)
                        .serverPort(port)
                        .buildAsync();
    }

    static Crew connect(String tenant, int devices, int port) {
        var crew = new Crew(tenant, devices, port);
        crew.client.connect().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
        for (var route : Route.values()) {
            crew.hear(route.answers(tenant), crew::answered);
        }
        crew.hear("d/" + tenant + "/+/shadow/default/delta", crew::delta);
        return crew;
    }

    private void hear(String filter, Consumer<Mqtt3Publish> listener) {
        client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(listener)
                .send()
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    String tenant() {
        return tenant;
    }

    /** Forgets what was measured; messages go this way from now on. */
    synchronized void begin(Route next) {
        route = next;
        answers = new Latencies();
        deltas = new Latencies();
    }

    /** Sends so many, and one more for each answer, until it is told to stop. */
    synchronized void flood(int window) {
        again = true;
        for (int i = 0; i < window; i++) {
            send((int) (sent % devices));
        }
    }

    synchronized void stop() {
        again = false;
    }

    synchronized void send(int device) {
        underWay++;
        sent++;
        client.publishWith()
                .topic(route.request(tenant, device))
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(report().getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private String report() {
        return """
        {"state":{"reported":{"temperature":21.5,"rssi":-71,"firmware":"1.4.2","uptime":%d,"mode":"eco",\
        "network":{"type":"lte","operator":"26201","roaming":false},"position":{"lat":52.520008,"lon":13.404954}}},\
        "clientToken":"%d-%d"}\
        """
                .formatted(sent, System.nanoTime(), sent);
    }

    private synchronized void answered(Mqtt3Publish answer) {
        answers.add(age(answer));
        underWay--;
        if (again) {
            send((int) (sent % devices));
        }
    }

    private synchronized void delta(Mqtt3Publish delta) {
        long age = age(delta);
        if (age >= 0) {
            deltas.add(age);
        }
    }

    /** Negative for what nobody of us has asked for. */
    private static long age(Mqtt3Publish message) {
        var text = new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
        int token = text.lastIndexOf(TOKEN);
        if (token < 0) {
            return -1;
        }
        int from = token + TOKEN.length();
        return System.nanoTime() - Long.parseLong(text, from, text.indexOf('-', from), 10);
    }

    synchronized boolean quiet() {
        return underWay == 0;
    }

    synchronized Latencies answers() {
        return answers;
    }

    synchronized Latencies deltas() {
        return deltas;
    }

    @Override
    public void close() {
        client.disconnect().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
    }
}
