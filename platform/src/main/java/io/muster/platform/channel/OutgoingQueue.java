// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.netty.handler.codec.EncoderException;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One outgoing channel. A send is confirmed by the broker's PUBACK and by nothing earlier. What is
 * unconfirmed when a connection ends is sent again on the next one, before anything newer, so the
 * broker sees each message at least once and in order. A send that finds no confirmation in time
 * fails; it may then have been delivered or not, which only the next attempt can settle.
 */
final class OutgoingQueue implements SessionOwner {

    private static final Logger LOG = Logger.getLogger(OutgoingQueue.class);

    private final MqttSession session;
    private final ChannelMetrics metrics;
    private final MqttEndpoint endpoint;
    private final Duration patience;
    private final Deque<Send> waiting = new ArrayDeque<>();
    private final SequencedSet<Send> sent = new LinkedHashSet<>();
    private final Map<Integer, Send> unconfirmed = new HashMap<>();
    private final Set<Integer> confirmedEarly = new HashSet<>();
    private final Promise<Void> drained = Promise.promise();
    private @Nullable MqttClient client;
    private boolean draining;
    private final AtomicInteger inflight = new AtomicInteger();

    OutgoingQueue(
            Vertx vertx,
            MqttEndpoint endpoint,
            BrokerLogin login,
            Duration patience,
            ChannelMetrics metrics,
            Backoff backoff) {
        this.session = new MqttSession(vertx, endpoint, login, backoff, this);
        this.metrics = metrics;
        this.endpoint = endpoint;
        this.patience = patience;
        metrics.inflight(inflight::get);
    }

    void open() {
        session.open();
    }

    /** Takes no more sends, waits for the outstanding ones, and leaves the broker. */
    Future<Void> close() {
        return Future.<Void>future(done -> session.run(() -> drain().onComplete(done)))
                .compose(_ -> session.close());
    }

    @Nullable String trouble() {
        return session.trouble();
    }

    /** How many sends may be unconfirmed at a time. */
    int window() {
        return endpoint.unconfirmed();
    }

    /**
     * Completes when the broker has confirmed the message; a QoS 0 message, when it is written; one
     * that the broker would bring to somebody else, at once. Fails at once with {@link
     * MessageTooLargeException} for one that the broker would answer by closing the connection.
     */
    Uni<Void> send(DeviceMessage message) {
        if (!endpoint.carries(message.topic())) {
            metrics.count("withheld");
            return Uni.createFrom().voidItem();
        }
        if (!endpoint.fits(message)) {
            metrics.count("too_large");
            var failure = new MessageTooLargeException(message, endpoint.maxMessageBytes());
            LOG.errorf("Not sent: %s", failure.getMessage());
            return Uni.createFrom().failure(failure);
        }
        return Uni.createFrom()
                .<Void>emitter(outcome -> session.run(() -> enqueue(new Send(message, outcome))))
                .ifNoItem()
                .after(message.within().orElse(patience))
                .failWith(() -> new TimeoutException("the broker did not confirm " + message));
    }

    private void enqueue(Send send) {
        if (draining) {
            send.outcome().fail(new ChannelBusyException());
            return;
        }
        inflight.incrementAndGet();
        send.outcome().onTermination(() -> session.run(() -> over(send)));
        waiting.add(send);
        flush();
    }

    private void over(Send send) {
        send.end();
        waiting.remove(send);
        inflight.decrementAndGet();
        if (draining && inflight.get() == 0) {
            drained.tryComplete();
        }
    }

    private void flush() {
        while (client != null && sent.size() < window() && !waiting.isEmpty()) {
            write(client, waiting.remove());
        }
    }

    private void write(MqttClient through, Send send) {
        sent.add(send);
        var m = send.message();
        through.publish(
                        m.topic(),
                        Buffer.buffer(m.payload()),
                        MqttQoS.valueOf(m.qos()),
                        false,
                        m.retain())
                .onComplete(packet -> written(through, send, packet));
    }

    /** A failure of the connection itself is not the message's: it is sent again on the next. */
    private void written(MqttClient through, Send send, AsyncResult<Integer> packet) {
        if (!through.equals(client)) {
            return;
        }
        if (packet.failed()) {
            if (packet.cause() instanceof MqttException
                    || packet.cause() instanceof EncoderException) {
                sent.remove(send);
                metrics.count("failed");
                send.outcome().fail(packet.cause());
            }
        } else if (send.message().qos() == 0 || confirmedEarly.remove(packet.result())) {
            confirmed(send);
        } else {
            unconfirmed.put(packet.result(), send);
        }
    }

    /** A PUBACK may be handled before the write it answers is known to have completed. */
    private void acknowledged(int packet) {
        var send = unconfirmed.remove(packet);
        if (send == null) {
            confirmedEarly.add(packet);
        } else {
            confirmed(send);
        }
    }

    private void confirmed(Send send) {
        sent.remove(send);
        metrics.count("sent");
        send.outcome().complete(null);
        flush();
    }

    @Override
    public void prepare(MqttClient next) {
        next.publishCompletionHandler(this::acknowledged);
        next.publishCompletionExpirationHandler(_ -> session.redial(next));
    }

    @Override
    public void opened(MqttClient next, boolean resumed) {
        metrics.connected();
        client = next;
        flush();
    }

    @Override
    public void closed() {
        client = null;
        sent.reversed().stream().filter(send -> !send.over()).forEach(waiting::addFirst);
        sent.clear();
        unconfirmed.clear();
        confirmedEarly.clear();
    }

    private Future<Void> drain() {
        draining = true;
        if (inflight.get() == 0) {
            drained.tryComplete();
        }
        return drained.future();
    }
}
