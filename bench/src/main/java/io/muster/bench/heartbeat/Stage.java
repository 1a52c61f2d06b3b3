// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.heartbeat;

import io.muster.bench.measure.Latencies;
import io.muster.bench.measure.Plan;
import io.muster.bench.measure.Sample;
import io.muster.bench.server.RegistryServer;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** registry-service with its database, and a fleet that speaks to it. */
final class Stage implements AutoCloseable {

    private static final int BURST = 200;

    private final FakeBroker broker;
    private final RegistryServer registry;
    private final Counts counts;
    private final Rows rows;
    private final OutputStream line;
    private final List<byte[]> heartbeats;
    private int next;

    private Stage(FakeBroker broker, RegistryServer registry, int devices) throws Exception {
        this.broker = broker;
        this.registry = registry;
        this.counts = Counts.of(registry.server());
        this.rows = Rows.add(registry.database(), devices);
        this.line = broker.heartbeats().get(1, TimeUnit.MINUTES);
        this.heartbeats = IntStream.range(0, devices).mapToObj(Stage::heartbeat).toList();
    }

    static Stage set(Plan plan, int devices) throws Exception {
        var broker = FakeBroker.start();
        return new Stage(broker, RegistryServer.start(plan.root(), broker.port()), devices);
    }

    private static byte[] heartbeat(int number) {
        return Packets.publish(
                "d/bench/" + Rows.device(number) + "/heartbeat",
                "{\"ts\":1767323045678,\"rssi\":-71,\"snr\":9.5,\"bat\":82,\"up\":86400,\"load\":0.25,\"net\":\"lte\"}");
    }

    /** Heartbeats as fast as the service takes them, for a time; counts those it has taken in. */
    Sample flood(Duration time) throws Exception {
        long taken = counts.taken();
        long cpu = registry.server().cpuNanos();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        while (System.nanoTime() < end) {
            send(BURST);
        }
        awaitQuiet();
        long count = counts.taken() - taken;
        return Sample.of(
                count,
                System.nanoTime() - start,
                registry.server().cpuNanos() - cpu,
                new Latencies());
    }

    /** The bare statement, again and again; counts rows. */
    Sample bare(Duration time) throws SQLException {
        var latencies = new Latencies();
        long start = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            long before = System.nanoTime();
            rows.writeAll();
            latencies.add(System.nanoTime() - before);
            count += heartbeats.size();
        }
        return Sample.of(count, System.nanoTime() - start, 0, latencies);
    }

    /**
     * What came of a steady rate.
     *
     * @param writesPerDevice in a second of the clock
     * @param lateSeconds since the device was seen, by the database, that was seen the longest ago
     * @param cpuMillis for each heartbeat
     */
    record Steady(
            double perSecond,
            long dropped,
            double writesPerDevice,
            double lateSeconds,
            double cpuMillis) {}

    /** So many heartbeats a second, in turn from every device, for a time. */
    Steady steady(int rate, Duration time) throws Exception {
        long taken = counts.taken();
        long dropped = counts.dropped();
        long written = counts.written();
        long cpu = registry.server().cpuNanos();
        long firstSecond = Instant.now().getEpochSecond();
        long start = System.nanoTime();
        long total = rate * time.toSeconds();
        for (long sent = 0; sent < total; sent += BURST) {
            send(BURST);
            long due = start + (sent + BURST) * 1_000_000_000L / rate;
            LockSupport.parkNanos(due - System.nanoTime());
        }
        awaitQuiet();
        double late = rows.longestAgo();
        double seconds = (System.nanoTime() - start) / 1e9;
        long clockSeconds = Instant.now().getEpochSecond() - firstSecond + 1;
        long count = counts.taken() - taken;
        return new Steady(
                count / seconds,
                counts.dropped() - dropped,
                (counts.written() - written) / (double) (clockSeconds * heartbeats.size()),
                late,
                (registry.server().cpuNanos() - cpu) / 1e6 / count);
    }

    private void send(int count) throws IOException {
        synchronized (line) {
            for (int i = 0; i < count; i++) {
                line.write(heartbeats.get(next));
                next = (next + 1) % heartbeats.size();
            }
            line.flush();
        }
    }

    /** Until what is on its way has been counted. */
    private void awaitQuiet() throws Exception {
        long before = -1;
        for (long now = counts.taken(); now != before; now = counts.taken()) {
            before = now;
            Thread.sleep(20);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        rows.close();
        counts.close();
        registry.close();
        broker.close();
    }
}
