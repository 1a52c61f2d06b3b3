// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.sandbox.net.LoopbackPort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Debian's mosquitto where it is installed: a plain listener for the service, and one for things,
 * who show a certificate and may do what the guide's access file gives them.
 */
public final class Mosquitto implements QuarkusTestResourceLifecycleManager {

    static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");
    static final String TLS_PORT = "test.things.port";
    static final String DIRECTORY = "test.things.directory";

    private @Nullable Process process;

    @Override
    public Map<String, String> start() {
        if (!Files.isExecutable(PROGRAM)) {
            return Map.of();
        }
        try {
            var directory = Files.createTempDirectory("mosquitto-");
            int port = LoopbackPort.free();
            int tlsPort = LoopbackPort.free();
            ThingPki.server(directory);
            Files.writeString(directory.resolve("access"), access());
            var settings = directory.resolve("mosquitto.conf");
            Files.writeString(settings, settings(directory, port, tlsPort));
            process =
                    new ProcessBuilder(PROGRAM.toString(), "-c", settings.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("log").toFile())
                            .start();
            return Map.of(
                    "muster.mqtt.host",
                    LoopbackPort.HOST,
                    "muster.mqtt.port",
                    Integer.toString(port),
                    TLS_PORT,
                    Integer.toString(tlsPort),
                    DIRECTORY,
                    directory.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test where mosquitto is missing; in CI it must not be. */
    static void require() {
        boolean present = Files.isExecutable(PROGRAM);
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(present).as("mosquitto, needed with CI=true").isTrue();
        }
        assumeTrue(present, "skipped: apt-get install mosquitto");
    }

    private static String access() {
        return Stream.concat(
                        Stream.of("pattern read $aws/things/%u/shadow/#"),
                        Stream.of("", "name/+/")
                                .flatMap(name ->
                                        Stream.of("get", "update", "delete")
                                                .map(operation ->
                                                        "pattern write $aws/things/%u/shadow/"
                                                                + name
                                                                + operation)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String settings(Path directory, int port, int tlsPort) {
        return """
        per_listener_settings true
        user %s
        log_dest stdout
        set_tcp_nodelay true
        max_queued_messages 100000
        max_inflight_messages 1000

        listener %d 127.0.0.1
        allow_anonymous true

        listener %d 127.0.0.1
        allow_anonymous false
        require_certificate true
        use_identity_as_username true
        cafile %4$s/ca.pem
        certfile %4$s/server.pem
        keyfile %4$s/server.key
        acl_file %4$s/access
        """
                .formatted(System.getProperty("user.name"), port, tlsPort, directory);
    }

    @Override
    public void stop() {
        var running = process;
        if (running != null) {
            running.destroy();
        }
    }
}
