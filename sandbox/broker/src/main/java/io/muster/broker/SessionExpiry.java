// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends each client's connection when the credentials that opened it expire. One timer per client
 * id, never more.
 */
final class SessionExpiry implements AutoCloseable {

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(SessionExpiry::daemon);
    private final Map<String, Future<?>> timers = new ConcurrentHashMap<>();
    private final Consumer<String> disconnect;

    SessionExpiry(Consumer<String> disconnect) {
        this.disconnect = disconnect;
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "session-expiry");
        thread.setDaemon(true);
        return thread;
    }

    /** A client connected: whatever was planned for its earlier connection is void. */
    void connected(String clientId, @Nullable Instant expiresAt) {
        timers.compute(
                clientId,
                (id, planned) -> {
                    if (planned != null) {
                        planned.cancel(false);
                    }
                    return expiresAt == null ? null : plan(id, expiresAt);
                });
    }

    private Future<?> plan(String clientId, Instant expiresAt) {
        var millis = Math.max(0, Duration.between(Instant.now(), expiresAt).toMillis());
        return timer.schedule(() -> expire(clientId), millis, TimeUnit.MILLISECONDS);
    }

    private void expire(String clientId) {
        timers.remove(clientId);
        disconnect.accept(clientId);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
