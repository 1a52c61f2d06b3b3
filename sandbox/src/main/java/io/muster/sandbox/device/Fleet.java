// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * Many simulated devices. What all of them do at once is done by a bounded number at a time,
 * because handshakes are work for the processor and a hundred at once on two cores only time each
 * other out.
 */
public final class Fleet implements AutoCloseable {

    private static final int CONNECT_SECONDS = 120;

    private final FleetPlan plan;
    private final List<SimulatedDevice> devices;

    /** A fleet that has not enrolled yet. */
    public Fleet(FleetPlan plan, FleetWiring wiring) {
        this.plan = plan;
        this.devices =
                IntStream.range(0, plan.size())
                        .mapToObj(number -> new SimulatedDevice(plan, wiring, number))
                        .toList();
    }

    /** The devices, in the order of their numbers. */
    public List<SimulatedDevice> devices() {
        return devices;
    }

    /** Enrolls all; fails with the first device's failure. */
    public void enroll() throws IOException, InterruptedException {
        each(SimulatedDevice::enroll);
    }

    /** Connects all; returns when each has announced itself. */
    public void connect() throws IOException, InterruptedException {
        each(Fleet::connect);
    }

    @Override
    public void close() {
        try {
            each(SimulatedDevice::disconnect);
        } catch (IOException e) {
            throw new IllegalStateException("saying goodbye does not fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void connect(SimulatedDevice device) throws IOException, InterruptedException {
        try {
            device.connect().get(CONNECT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(device.deviceId() + " could not connect", e);
        }
    }

    private void each(Act act) throws IOException, InterruptedException {
        var permits = new Semaphore(plan.concurrency());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var device : devices) {
                permits.acquire();
                running.add(
                        threads.submit(() -> {
                            try {
                                act.on(device);
                                return device;
                            } finally {
                                permits.release();
                            }
                        }));
            }
            for (var one : running) {
                result(one);
            }
        }
    }

    private static void result(Future<?> one) throws IOException, InterruptedException {
        try {
            one.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Something a device does that takes its time. */
    @FunctionalInterface
    private interface Act {
        void on(SimulatedDevice device) throws IOException, InterruptedException;
    }
}
