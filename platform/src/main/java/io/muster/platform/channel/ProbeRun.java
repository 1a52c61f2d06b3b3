// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.muster.platform.channel.BrokerLogin.Login;
import io.muster.platform.channel.TopicProbe.Finding;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubAckMessage;
import java.util.Optional;
import java.util.UUID;

/** One throw-away connection that listens for its own messages. Used on one event loop. */
final class ProbeRun {

    private static final int REFUSED = 0x80;
    private static final long CONNECT_MILLIS = 10_000;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Vertx vertx;
    private final MqttEndpoint endpoint;
    private final String level;
    private final String nonce = UUID.randomUUID().toString();
    private Attempt attempt = new Attempt("");

    /** What became of a message to oneself. */
    private enum Echo {
        HEARD,
        REFUSED,
        CLOSED,
        SILENT
    }

    private record Attempt(String topic, Promise<Echo> echo) {
        Attempt(String topic) {
            this(topic, Promise.promise());
        }
    }

    ProbeRun(Vertx vertx, MqttEndpoint endpoint, String root) {
        this.vertx = vertx;
        this.endpoint = endpoint;
        this.level = root + "/probe/";
    }

    Future<Finding> run(Optional<Login> login, boolean mayShare) {
        var client = MqttClient.create(vertx, endpoint.options(login));
        client.subscribeCompletionHandler(answer -> subscribed(client, answer));
        client.publishHandler(this::heard);
        client.closeHandler(_ -> attempt.echo.tryComplete(Echo.CLOSED));
        client.exceptionHandler(_ -> attempt.echo.tryComplete(Echo.CLOSED));
        return connect(client)
                .compose(_ -> plain(client, mayShare))
                .eventually(() -> client.disconnect().otherwiseEmpty());
    }

    private Future<Void> connect(MqttClient client) {
        var connected = Promise.<Void>promise();
        long timer =
                vertx.setTimer(
                        CONNECT_MILLIS, _ -> connected.tryFail("the broker does not answer"));
        client.connect(endpoint.port(), endpoint.host(), endpoint.serverName())
                .<Void>mapEmpty()
                .onSuccess(connected::tryComplete)
                .onFailure(connected::tryFail);
        return connected.future().onComplete(_ -> vertx.cancelTimer(timer));
    }

    private Future<Finding> plain(MqttClient client, boolean mayShare) {
        var topic = level + nonce;
        return echo(client, topic, topic).compose(echo -> judged(client, echo, mayShare));
    }

    private Future<Finding> judged(MqttClient client, Echo echo, boolean mayShare) {
        return switch (echo) {
            case HEARD -> mayShare ? shared(client) : found(new Finding.Carries(false));
            case REFUSED -> found(new Finding.Refuses("refuses subscriptions there"));
            case CLOSED ->
                    found(new Finding.Refuses("ends the connection of whoever publishes there"));
            case SILENT ->
                    found(new Finding.Refuses("takes messages there and does not deliver them"));
        };
    }

    private Future<Finding> shared(MqttClient client) {
        var filter = "$share/probe-" + nonce + "/" + level + "+";
        return echo(client, filter, level + nonce + "-shared")
                .map(echo -> new Finding.Carries(echo == Echo.HEARD));
    }

    private Future<Echo> echo(MqttClient client, String filter, String topic) {
        attempt = new Attempt(topic);
        var echo = attempt.echo;
        long timer = vertx.setTimer(PATIENCE_MILLIS, _ -> echo.tryComplete(Echo.SILENT));
        client.subscribe(filter, 1).onFailure(_ -> echo.tryComplete(Echo.CLOSED));
        return echo.future().onComplete(_ -> vertx.cancelTimer(timer));
    }

    private void subscribed(MqttClient client, MqttSubAckMessage answer) {
        if (answer.grantedQoSLevels().contains(REFUSED)) {
            attempt.echo.tryComplete(Echo.REFUSED);
        } else {
            client.publish(attempt.topic, Buffer.buffer(), MqttQoS.AT_LEAST_ONCE, false, false)
                    .onFailure(_ -> attempt.echo.tryComplete(Echo.CLOSED));
        }
    }

    private void heard(MqttPublishMessage message) {
        message.ack();
        if (message.topicName().equals(attempt.topic)) {
            attempt.echo.tryComplete(Echo.HEARD);
        }
    }

    private static Future<Finding> found(Finding finding) {
        return Future.succeededFuture(finding);
    }
}
