// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Sends a device's update reports. What the broker did not confirm is sent again: a lost last
 * report would stall a rollout.
 */
final class UpdateReports {

    private static final int ATTEMPTS = 10;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    private static final int CONFIRM_SECONDS = 30;

    private final Outbound outbound;
    private final RandomGenerator random;

    UpdateReports(Outbound outbound, RandomGenerator random) {
        this.outbound = outbound;
        this.random = random;
    }

    /** Sends and waits until the broker has it, so that reports keep their order. */
    void send(UpdateReport report) throws InterruptedException {
        confirmed("ota/report", report.bytes());
    }

    /** Sends without waiting, for what may be lost. */
    void later(UpdateReport report) {
        var _ = outbound.publish("ota/report", report.bytes());
    }

    void version(Firmware firmware) throws InterruptedException {
        confirmed("ota/version", versionBytes(firmware));
    }

    static byte[] versionBytes(Firmware firmware) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("product", firmware.product())
                .put("version", firmware.running().text())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private void confirmed(String rest, byte[] payload) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                outbound.publish(rest, payload).get(CONFIRM_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException | TimeoutException e) {
                Thread.sleep(BACKOFF.delay(attempt, random));
            }
        }
    }

    /** The way to the broker, below the device's root; fails when there is none at the moment. */
    @FunctionalInterface
    interface Outbound {
        CompletableFuture<Void> publish(String rest, byte[] payload);
    }
}
