// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.heartbeat;

import io.muster.bench.measure.Latencies;
import io.muster.bench.measure.Plan;
import io.muster.bench.measure.Sample;
import io.muster.sandbox.home.PrivateFiles;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.oidc.OidcIssuer;
import io.muster.sandbox.oidc.OidcOptions;
import io.muster.sandbox.postgres.PostgresOptions;
import io.muster.sandbox.postgres.SandboxPostgres;
import io.muster.sandbox.postgres.ServiceRole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A PostgreSQL that keeps what it commits, registry-service, and a fleet that speaks to it. */
final class Stage implements AutoCloseable {

    private static final ServiceRole ROLE = new ServiceRole("registry", "bench-only-7c21");
    private static final int BURST = 200;

    private final Path directory;
    private final SandboxPostgres postgres;
    private final OidcIssuer issuer;
    private final FakeBroker broker;
    private final Registry registry;
    private final Rows rows;
    private final OutputStream line;
    private final List<byte[]> heartbeats;
    private int next;

    private Stage(Path root, Path directory, int devices) throws Exception {
        this.directory = directory;
        this.postgres = SandboxPostgres.start(postgres(directory));
        this.issuer = OidcIssuer.start(OidcOptions.of(0, Map.of(), UUID.randomUUID().toString()));
        this.broker = FakeBroker.start();
        this.registry = Registry.start(root, directory.resolve("registry.log"), environment());
        this.rows = Rows.add(postgres, ROLE, devices);
        this.line = broker.heartbeats().get(1, TimeUnit.MINUTES);
        this.heartbeats = IntStream.range(0, devices).mapToObj(Stage::heartbeat).toList();
    }

    static Stage set(Plan plan, int devices) throws Exception {
        var directory = Files.createTempDirectory("muster-bench-heartbeat-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(directory)));
        return new Stage(plan.root(), directory, devices);
    }

    private static byte[] heartbeat(int number) {
        return Packets.publish(
                "d/bench/" + Rows.device(number) + "/heartbeat",
                "{\"ts\":1767323045678,\"rssi\":-71,\"snr\":9.5,\"bat\":82,\"up\":86400,\"load\":0.25,\"net\":\"lte\"}");
    }

    private static PostgresOptions postgres(Path directory) {
        return new PostgresOptions(
                directory.resolve("postgres/data"),
                directory.resolve("postgres.log"),
                LoopbackPort.free(),
                ROLE.password(),
                List.of(ROLE),
                PostgresOptions.DURABLE,
                directory.resolve("postgres/programs"));
    }

    private Map<String, String> environment() {
        return Map.of(
                "MUSTER_MQTT_HOST", LoopbackPort.HOST,
                "MUSTER_MQTT_PORT", Integer.toString(broker.port()),
                "MUSTER_MQTT_LOGIN", "false",
                "MUSTER_SERVICE_CLIENT_SECRET", UUID.randomUUID().toString(),
                "MUSTER_CA_PASSWORD", UUID.randomUUID().toString(),
                "QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url(),
                "QUARKUS_DATASOURCE_PASSWORD", ROLE.password(),
                "QUARKUS_DATASOURCE_REACTIVE_URL", postgres.url(),
                "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(),
                "MUSTER_CA_KEYSTORE", directory.resolve("ca.p12").toString());
    }

    /** Heartbeats as fast as the service takes them, for a time; counts those it has taken in. */
    Sample flood(Duration time) throws Exception {
        long taken = registry.taken();
        long cpu = registry.cpuNanos();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        while (System.nanoTime() < end) {
            send(BURST);
        }
        awaitQuiet();
        long count = registry.taken() - taken;
        return Sample.of(
                count, System.nanoTime() - start, registry.cpuNanos() - cpu, new Latencies());
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
        long taken = registry.taken();
        long dropped = registry.dropped();
        long written = registry.written();
        long cpu = registry.cpuNanos();
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
        long count = registry.taken() - taken;
        return new Steady(
                count / seconds,
                registry.dropped() - dropped,
                (registry.written() - written) / (double) (clockSeconds * heartbeats.size()),
                late,
                (registry.cpuNanos() - cpu) / 1e6 / count);
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
        for (long now = registry.taken(); now != before; now = registry.taken()) {
            before = now;
            Thread.sleep(20);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        registry.close();
        rows.close();
        broker.close();
        issuer.close();
        postgres.close();
        PrivateFiles.delete(directory);
    }

    private static void clear(Path directory) {
        ProcessHandle.current()
                .descendants()
                .forEach(child -> {
                    child.destroyForcibly();
                    child.onExit().join();
                });
        try {
            PrivateFiles.delete(directory);
        } catch (IOException e) {
            // It is in the system's directory for what nobody needs for long.
        }
    }
}
