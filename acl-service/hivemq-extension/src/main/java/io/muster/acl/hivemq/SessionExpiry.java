// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends each client's connection when the credentials that opened it expire. One timer per connected
 * client, never more.
 */
final class SessionExpiry implements AutoCloseable {

    private record Plan(String session, Future<?> timer) {}

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, SessionExpiry::daemon);
    private final Map<String, Plan> plans = new ConcurrentHashMap<>();
    private final Consumer<String> disconnect;

    SessionExpiry(Consumer<String> disconnect) {
        this.disconnect = disconnect;
        timer.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "muster-acl-expiry");
        thread.setDaemon(true);
        return thread;
    }

    /** A client connected: whatever was planned for its earlier connection is void. */
    void connected(String clientId, Session session) {
        plans.compute(
                clientId,
                (id, earlier) -> {
                    cancel(earlier);
                    return session.expiresAt() == null
                            ? null
                            : new Plan(session.id(), plan(id, session.id(), session.expiresAt()));
                });
    }

    /**
     * A connection ended. When another one with the same client id has taken over, this may be told
     * after that has connected, whose plan must stay.
     */
    void disconnected(String clientId, Session session) {
        plans.computeIfPresent(
                clientId,
                (id, plan) -> {
                    if (!plan.session().equals(session.id())) {
                        return plan;
                    }
                    cancel(plan);
                    return null;
                });
    }

    /** For how many connections an end is planned. */
    int planned() {
        return plans.size();
    }

    private static void cancel(@Nullable Plan plan) {
        if (plan != null) {
            plan.timer().cancel(false);
        }
    }

    private Future<?> plan(String clientId, String session, Instant expiresAt) {
        var millis = Math.max(0, Duration.between(Instant.now(), expiresAt).toMillis());
        return timer.schedule(() -> expire(clientId, session), millis, TimeUnit.MILLISECONDS);
    }

    private void expire(String clientId, String session) {
        var plan = plans.get(clientId);
        if (plan != null && plan.session().equals(session) && plans.remove(clientId, plan)) {
            disconnect.accept(clientId);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
