// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.muster.sandbox.net.LoopbackPort;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged service, native or not, as a process that a test can kill and start again. REST
 * Assured asks it from when it is made until it is closed.
 */
public final class PackagedService implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, String> settings;
    private Process process;

    private PackagedService(Map<String, String> settings) throws IOException {
        this.settings = Map.copyOf(settings);
        this.process = launch(settings);
    }

    /** Starts it with the settings of what is around it; returns when it is ready. */
    public static PackagedService start(Map<String, String> settings) throws IOException {
        int port = LoopbackPort.free();
        var all = new HashMap<>(settings);
        all.put("quarkus.http.host", LoopbackPort.HOST);
        all.put("quarkus.http.port", Integer.toString(port));
        all.put("quarkus.http.test-port", Integer.toString(port));
        all.put("quarkus.profile", "test");
        RestAssured.port = port;
        var service = new PackagedService(all);
        awaitReady();
        return service;
    }

    /** What it was started with. */
    public Map<String, String> settings() {
        return settings;
    }

    /** With {@code kill -9}: nothing of it is told before. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** As whoever runs it stops it; returns when it has ended by itself. */
    public void stop() {
        process.destroy();
        process.onExit().join();
    }

    /** Starts it once more with the same settings; returns when it is ready. */
    public void startAgain() throws IOException {
        process = launch(settings);
        awaitReady();
    }

    private static Process launch(Map<String, String> settings) throws IOException {
        var log = target().resolve("packaged-service.log").toFile();
        return new ProcessBuilder(command(settings))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static void awaitReady() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    private static List<String> command(Map<String, String> settings) {
        var arguments =
                settings.entrySet().stream()
                        .map(each -> "-D" + each.getKey() + "=" + each.getValue())
                        .toList();
        var command = new ArrayList<String>();
        var binary = Path.of(System.getProperty("native.image.path", "none"));
        if (Files.isExecutable(binary)) {
            command.add(binary.toString());
            command.addAll(arguments);
        } else {
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(arguments);
            command.add("-jar");
            command.add(target().resolve("quarkus-app").resolve("quarkus-run.jar").toString());
        }
        return command;
    }

    private static Path target() {
        return Path.of(System.getProperty("basedir", ""), "target").toAbsolutePath();
    }

    @Override
    public void close() {
        kill();
        RestAssured.reset();
    }
}
