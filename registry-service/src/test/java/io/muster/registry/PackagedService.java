// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.muster.sandbox.net.LoopbackPort;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged service, native or not, as a process that a test can kill and start again. */
public final class PackagedService implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final OidcResource oidc = new OidcResource();
    private final Map<String, String> settings = new HashMap<>();
    private Process process;

    private PackagedService() {}

    /** Starts database, issuer, broker and the service; returns when it is ready. */
    public static PackagedService start() throws IOException {
        var service = new PackagedService();
        var postgres = new PostgresResource();
        postgres.init(Map.of("service", "registry"));
        service.settings.putAll(service.oidc.start());
        service.settings.putAll(postgres.start());
        service.settings.putAll(new BrokerResource().start());
        service.settings.putAll(new RegistryResource().start());
        int port = LoopbackPort.free();
        service.settings.put("quarkus.http.port", Integer.toString(port));
        service.settings.put("quarkus.http.host", LoopbackPort.HOST);
        service.settings.put("quarkus.http.test-port", Integer.toString(port));
        service.settings.put("quarkus.profile", "test");
        RestAssured.port = port;
        service.startAgain();
        return service;
    }

    /** With {@code kill -9}: nothing of it is told before. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts the service once more on the same database; returns when it is ready. */
    public void startAgain() throws IOException {
        var command = new ArrayList<String>();
        var binary = Path.of(System.getProperty("native.image.path", "none"));
        if (Files.isExecutable(binary)) {
            command.add(binary.toString());
            command.addAll(arguments());
        } else {
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(arguments());
            command.add("-jar");
            command.add(target().resolve("quarkus-app").resolve("quarkus-run.jar").toString());
        }
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        target().resolve("packaged-service.log").toFile()))
                        .start();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    private static Path target() {
        return Path.of(System.getProperty("basedir", ""), "target").toAbsolutePath();
    }

    private List<String> arguments() {
        return settings.entrySet().stream()
                .map(each -> "-D" + each.getKey() + "=" + each.getValue())
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        oidc.stop();
        RestAssured.reset();
    }
}
