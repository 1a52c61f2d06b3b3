// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.heartbeat;

import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Readiness;
import io.muster.sandbox.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** registry-service in a JVM of its own, and what it counts. */
record Registry(ChildProcess process, URI address, HttpClient http) implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    static Registry start(Path root, Path log, Map<String, String> environment)
            throws IOException, InterruptedException {
        int port = LoopbackPort.free();
        var all = new HashMap<>(environment);
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        all.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        var command =
                List.of(
                        ChildProcess.java(),
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        root.resolve("registry-service/target/quarkus-app/quarkus-run.jar")
                                .toString());
        var address = URI.create("http://" + LoopbackPort.HOST + ":" + port);
        var registry =
                new Registry(
                        ChildProcess.start(command, all, log), address, HttpClient.newHttpClient());
        registry.awaitReady(log);
        return registry;
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        try (var readiness = new Readiness()) {
            while (!readiness.ready(address)) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new IOException("registry-service did not start: " + lastLines(log));
                }
                Thread.sleep(100);
            }
        }
    }

    private static String lastLines(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** Heartbeats that were taken in. */
    long taken() throws IOException, InterruptedException {
        return metric("muster_heartbeats_total", "kept")
                + metric("muster_heartbeats_total", "replaced");
    }

    /** Heartbeats for which there was no room. */
    long dropped() throws IOException, InterruptedException {
        return metric("muster_heartbeats_total", "dropped");
    }

    /** Rows that were written. */
    long written() throws IOException, InterruptedException {
        return metric("muster_heartbeats_written_total", "");
    }

    private long metric(String name, String outcome) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/q/metrics")).build();
        return http.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(outcome))
                .mapToLong(line ->
                        (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Processor time that it has used since its start. */
    long cpuNanos() {
        return process.handle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @Override
    public void close() {
        process.kill();
        http.close();
    }
}
