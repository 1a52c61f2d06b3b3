// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.sandbox.device.UpdateReports.Outbound;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Says again and again that a device lives, and how it is. One thread serves all devices. */
final class Heartbeats {

    /** How often, as the birth message says. */
    static final int EVERY_SECONDS = 10;

    private static final ScheduledThreadPoolExecutor TIMER =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("heartbeats").factory());

    private static final int STRONGEST = -50;
    private static final int SPREAD = 40;
    private static final int FULL = 100;

    private final Outbound outbound;
    private final RandomGenerator random;
    private final long born = System.nanoTime();
    private @Nullable Future<?> plan;

    Heartbeats(Outbound outbound, RandomGenerator random) {
        this.outbound = outbound;
        this.random = random;
    }

    /** Begins, or goes on. */
    synchronized void start() {
        stop();
        plan =
                TIMER.scheduleAtFixedRate(
                        this::beat,
                        random.nextInt(EVERY_SECONDS * 1_000),
                        EVERY_SECONDS * 1_000L,
                        TimeUnit.MILLISECONDS);
    }

    /** Says nothing more. */
    synchronized void stop() {
        if (plan != null) {
            plan.cancel(false);
        }
    }

    private void beat() {
        long uptime = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - born);
        var heartbeat =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("ts", System.currentTimeMillis())
                        .put("rssi", STRONGEST - random.nextInt(SPREAD))
                        .put("bat", FULL - uptime / 3_600 % FULL)
                        .put("up", uptime)
                        .put("load", Math.round(random.nextDouble() * 100) / 100.0)
                        .put("net", "wifi");
        var _ =
                outbound.publish(
                        "heartbeat", heartbeat.toString().getBytes(StandardCharsets.UTF_8));
    }
}
