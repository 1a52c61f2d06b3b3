// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.muster.platform.topic.TopicName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One incoming channel: messages from the broker, or pushed over HTTP, on their way to the lanes.
 *
 * <p>Nothing is buffered without a bound. The broker's own window normally keeps us far below it;
 * where it does not, messages over the bound are let go unacknowledged, with all that follow so
 * that nothing overtakes, and when half of what is in hand is done the session is dialled again and
 * the broker sends them once more. Messages of QoS 0 over the bound are lost, as QoS 0 allows, and
 * counted.
 */
final class IncomingFeed implements SessionOwner {

    private static final Logger LOG = Logger.getLogger(IncomingFeed.class);

    private final IncomingSettings settings;
    private final ChannelMetrics metrics;
    private final Backoff backoff;
    private final MqttSession session;
    private final Subscriptions subscriptions;
    private final Lanes lanes;
    private Arrivals arrivals;
    private boolean shedding;
    private boolean established;
    private int refusals;
    private volatile @Nullable String refusal = "not subscribed yet";

    IncomingFeed(
            Vertx vertx,
            IncomingSettings settings,
            BrokerLogin login,
            SessionMemory memory,
            Parking parking,
            ChannelMetrics metrics,
            Backoff backoff) {
        this.settings = settings;
        this.arrivals = new Arrivals(settings.buffer());
        this.metrics = metrics;
        this.backoff = backoff;
        var endpoint = settings.endpoint();
        this.session = new MqttSession(vertx, endpoint, login, backoff, this);
        this.subscriptions =
                new Subscriptions(
                        session.context(),
                        endpoint.clientId(),
                        settings.filters(),
                        settings.qos(),
                        memory);
        this.lanes =
                new Lanes(
                        settings.lanes(),
                        settings.keyLevels(),
                        session,
                        Backoff.ofHandlers(),
                        parking,
                        metrics,
                        this::caughtUp);
    }

    Flow.Publisher<Message<DeviceMessage>> lane(int index) {
        return lanes.messages(index);
    }

    void open() {
        session.open();
    }

    /** Takes nothing more in, lets handlers finish, and leaves the broker with the session kept. */
    Future<Void> close() {
        return Future.<Void>future(done -> session.run(() -> lanes.drain().onComplete(done)))
                .compose(_ -> session.close());
    }

    /** Why nothing comes in from the broker, or null when the channel is subscribed. */
    @Nullable String trouble() {
        var connection = session.trouble();
        return connection == null ? refusal : connection;
    }

    /** Says whether a message on this topic could have come from the broker on this channel. */
    boolean covers(TopicName topic) {
        return settings.covers(topic);
    }

    /** Hands a message to the same handler; completes when it is done, and fails if it fails. */
    Uni<Void> push(DeviceMessage message) {
        return Uni.createFrom()
                .emitter(outcome -> session.run(() -> admit(new Push(message, outcome))));
    }

    private void admit(Push push) {
        if (full() || lanes.draining()) {
            push.dropped();
        } else {
            lanes.add(push);
        }
    }

    @Override
    public void prepare(MqttClient client) {
        var connection = new Arrivals(settings.buffer());
        arrivals = connection;
        client.publishHandler(received -> arrived(connection, received));
        subscriptions.prepare(client);
    }

    @Override
    public void opened(MqttClient client, boolean resumed) {
        shedding = false;
        metrics.connected();
        if (resumed) {
            lanes.forget(Delivery::stale);
        }
        if (!resumed || !established) {
            established = false;
            subscribe(client);
        }
    }

    @Override
    public void closed() {
        arrivals.close();
    }

    private void arrived(Arrivals connection, MqttPublishMessage received) {
        boolean certain = received.qosLevel().value() > 0;
        if (lanes.draining() || (certain && shedding)) {
            return;
        }
        if (full()) {
            shedding |= certain;
            metrics.count(certain ? "deferred" : "dropped");
            return;
        }
        lanes.add(connection.add(received));
    }

    private boolean full() {
        return lanes.inflight() >= settings.buffer();
    }

    private void caughtUp() {
        if (shedding && lanes.inflight() <= settings.buffer() / 2) {
            session.redial();
        }
    }

    private void subscribe(MqttClient client) {
        subscriptions
                .establish(client)
                .onComplete(answer -> session.run(() -> answered(client, answer)));
    }

    private void answered(MqttClient client, AsyncResult<Void> answer) {
        if (!session.current(client)) {
            return;
        }
        established = answer.succeeded();
        if (established) {
            refusal = null;
            refusals = 0;
            LOG.infof("Channel %s is subscribed to %s", metrics.channel(), settings.filters());
        } else {
            refusal = String.valueOf(answer.cause().getMessage());
            LOG.errorf("Channel %s is not subscribed: %s", metrics.channel(), refusal);
            session.later(backoff.millis(refusals++), () -> subscribeAgain(client));
        }
    }

    private void subscribeAgain(MqttClient client) {
        if (session.current(client)) {
            subscribe(client);
        }
    }
}
