// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.muster.platform.channel.BrokerLogin.Login;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.messages.MqttConnAckMessage;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One client id at one broker, connected for as long as it can be. Each connection gets a client of
 * its own: the Vert.x client keeps its packet ids and its count of unconfirmed sends across
 * connections, and would send a late acknowledgement of the old connection on the new one, where
 * the same packet id may mean another message.
 *
 * <p>Everything happens on one event loop, the session's {@link #context()}; callers on other
 * threads come in through {@link #run}.
 */
final class MqttSession {

    private static final Logger LOG = Logger.getLogger(MqttSession.class);
    private static final long CONNACK_MILLIS = 10_000;
    private static final long STEADY_NANOS = Duration.ofSeconds(10).toNanos();

    private final Vertx vertx;
    private final Context context;
    private final MqttEndpoint endpoint;
    private final BrokerLogin login;
    private final Backoff backoff;
    private final SessionOwner owner;
    private @Nullable MqttClient client;
    private int attempt;
    private long openedAt;
    private boolean started;
    private boolean again;
    private boolean closing;
    private volatile @Nullable String trouble = "not connected yet";

    MqttSession(
            Vertx vertx,
            MqttEndpoint endpoint,
            BrokerLogin login,
            Backoff backoff,
            SessionOwner owner) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.endpoint = endpoint;
        this.login = login;
        this.backoff = backoff;
        this.owner = owner;
    }

    Context context() {
        return context;
    }

    /** Runs the work on the session's event loop, after what is already waiting there. */
    void run(Runnable work) {
        context.runOnContext(_ -> work.run());
    }

    /** Runs the work on the session's event loop after the wait, unless the session has ended. */
    void later(long millis, Runnable work) {
        run(() -> vertx.setTimer(millis, _ -> unlessClosing(work)));
    }

    private void unlessClosing(Runnable work) {
        if (!closing) {
            work.run();
        }
    }

    /** Why there is no connection, or null when there is one. */
    @Nullable String trouble() {
        return trouble;
    }

    boolean current(MqttClient candidate) {
        return candidate.equals(client);
    }

    /** Connects, and from then on reconnects until {@link #close}. */
    void open() {
        run(() -> {
            if (!started) {
                started = true;
                ask();
            }
        });
    }

    /** Drops the connection and dials again at once: the broker sends again what is unconfirmed. */
    void redial() {
        if (client != null) {
            again = true;
            client.disconnect();
        }
    }

    /**
     * The same for a connection on which nothing moves any more. The Vert.x client goes on waiting
     * for confirmations after its connection was lost, and tells of them on the next one's time.
     */
    void redial(MqttClient stuck) {
        if (current(stuck)) {
            redial();
        }
    }

    /** Says goodbye; the broker keeps the session unless it was a clean one. */
    Future<Void> close() {
        return Future.future(done ->
                run(() -> {
                    closing = true;
                    trouble = "closed";
                    (client == null ? Future.<Void>succeededFuture() : client.disconnect())
                            .onComplete(done);
                }));
    }

    private void ask() {
        login.next()
                .subscribe()
                .with(l -> run(() -> dial(l)), failure -> run(() -> retry(failure)));
    }

    private void dial(Optional<Login> shown) {
        if (closing) {
            return;
        }
        try {
            var next = MqttClient.create(vertx, endpoint.options(shown));
            owner.prepare(next);
            next.closeHandler(_ -> lost(next));
            next.exceptionHandler(failure -> broken(next, failure));
            long watchdog = vertx.setTimer(CONNACK_MILLIS, _ -> next.disconnect());
            next.connect(endpoint.port(), endpoint.host(), endpoint.serverName())
                    .onComplete(answer -> answered(next, watchdog, answer));
        } catch (RuntimeException unusable) {
            retry(unusable);
        }
    }

    private void answered(MqttClient next, long watchdog, AsyncResult<MqttConnAckMessage> answer) {
        vertx.cancelTimer(watchdog);
        if (answer.failed()) {
            retry(answer.cause());
            return;
        }
        if (closing) {
            next.disconnect();
            return;
        }
        LOG.infof("Connected to %s", endpoint);
        client = next;
        openedAt = System.nanoTime();
        trouble = null;
        owner.opened(next, answer.result().isSessionPresent());
    }

    private void broken(MqttClient culprit, Throwable failure) {
        LOG.errorf("The connection to %s broke: %s", endpoint, reason(failure));
        culprit.disconnect();
    }

    private void lost(MqttClient former) {
        if (!former.equals(client)) {
            return;
        }
        client = null;
        owner.closed();
        if (System.nanoTime() - openedAt > STEADY_NANOS) {
            attempt = 0;
        }
        if (again && !closing) {
            again = false;
            ask();
        } else {
            retry(new IllegalStateException("the connection was closed"));
        }
    }

    private void retry(Throwable cause) {
        if (closing) {
            return;
        }
        long wait = backoff.millis(attempt++);
        trouble = reason(cause);
        LOG.warnf("No connection to %s (%s); next attempt in %d ms", endpoint, trouble, wait);
        later(wait, this::ask);
    }

    /** What went wrong at the bottom, where a handshake says why it failed. */
    private static String reason(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
