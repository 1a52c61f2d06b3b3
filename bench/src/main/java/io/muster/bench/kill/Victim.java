// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.kill;

import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service of one round: the same settings and the same session each time it starts. */
final class Victim implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    private final Path jar;
    private final Path log;
    private final Map<String, String> environment;
    private ChildProcess process;

    private Victim(Path jar, Path log, Map<String, String> environment)
            throws IOException, InterruptedException {
        this.jar = jar;
        this.log = log;
        this.environment = Map.copyOf(environment);
        this.process = launch();
    }

    /** Starts it; returns when it serves. */
    static Victim start(Path root, Surroundings surroundings, Candidate candidate, String clientId)
            throws IOException, InterruptedException {
        var environment = new HashMap<>(surroundings.environment());
        environment.putAll(candidate.environment(clientId));
        return new Victim(
                root.resolve("bench/channel/target/quarkus-app/quarkus-run.jar"),
                surroundings.directory().resolve(clientId + ".log"),
                environment);
    }

    /** Starts it again, on a port of its own, since that of the killed one may linger. */
    void startAgain() throws IOException, InterruptedException {
        process = launch();
    }

    void kill() {
        process.kill();
    }

    private ChildProcess launch() throws IOException, InterruptedException {
        int port = LoopbackPort.free();
        var command =
                List.of(
                        ChildProcess.java(),
                        "-Xmx200m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        jar.toString());
        var started = ChildProcess.start(command, environment, log);
        if (!LoopbackPort.awaitAnswer(port, START_TIMEOUT)) {
            started.kill();
            throw new IOException("the service did not start; its log is " + log);
        }
        return started;
    }

    @Override
    public void close() {
        kill();
    }
}
