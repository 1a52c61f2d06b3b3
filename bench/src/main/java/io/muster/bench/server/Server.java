// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.server;

import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Readiness;
import io.muster.sandbox.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A service in a JVM of its own. It has one event loop, so that it is the server which is busy all
 * the time, and not who asks.
 */
public record Server(ChildProcess process, int port) implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Map<String, String> COMMON =
            Map.of(
                    "quarkus.vertx.event-loops-pool-size", "1",
                    "quarkus.log.level", "WARN",
                    "quarkus.log.console.json.enabled", "false");

    /**
     * Starts it; returns when it is ready.
     *
     * @param settings in a file that only we can read, since there are secrets among them
     */
    public static Server start(Path jar, Path directory, String name, Map<String, String> settings)
            throws IOException, InterruptedException {
        int port = LoopbackPort.free();
        var all = new TreeMap<>(COMMON);
        all.putAll(settings);
        all.put("quarkus.http.port", Integer.toString(port));
        var file = directory.resolve(name + ".properties");
        Files.writeString(
                file,
                all.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("\n")));
        var log = directory.resolve(name + ".log");
        var server = new Server(ChildProcess.start(command(jar, file), Map.of(), log), port);
        server.awaitReady(log);
        return server;
    }

    private static List<String> command(Path jar, Path settings) {
        return List.of(
                ChildProcess.java(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dquarkus.config.locations=" + settings,
                "-Djava.io.tmpdir=" + settings.getParent(),
                "-jar",
                jar.toString());
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        try (var readiness = new Readiness()) {
            while (!readiness.ready(at(""))) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new IOException("a server did not start: " + lastLines(log));
                }
                Thread.sleep(50);
            }
        }
    }

    private static String lastLines(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** An address of the service. */
    public URI at(String path) {
        return URI.create("http://" + LoopbackPort.HOST + ":" + port + path);
    }

    /** Processor time that it has used since its start. */
    public long cpuNanos() {
        return process.handle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @Override
    public void close() {
        process.kill();
    }
}
