// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.home.PrivateFiles;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Ports;
import io.muster.sandbox.run.LoneRabbitMq;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Debian's RabbitMQ where it is installed, open to everybody. */
public final class RabbitMq implements QuarkusTestResourceLifecycleManager {

    private @Nullable LoneRabbitMq broker;
    private @Nullable Path directory;

    @Override
    public Map<String, String> start() {
        if (!LoneRabbitMq.installed()) {
            return Map.of();
        }
        try {
            var made = Files.createTempDirectory("muster-test-rabbitmq-");
            directory = made;
            var home = new MusterHome(made, made);
            var ports = Ports.free();
            // Its listener for devices has to trust somebody.
            Files.createDirectories(home.deviceCa().getParent());
            Files.copy(LoneRabbitMq.serverCa(home), home.deviceCa());
            broker = LoneRabbitMq.startOpen(home, ports);
            return Map.of(
                    "muster.mqtt.host",
                    LoopbackPort.HOST,
                    "muster.mqtt.port",
                    Integer.toString(ports.mqtt()),
                    "muster.mqtt.login",
                    "false",
                    "muster.mqtt.shared-subscriptions",
                    "false",
                    "muster.mqtt.dots-are-slashes",
                    "true");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Skips the test where RabbitMQ is missing; in CI it must not be. */
    static void require() {
        boolean present = LoneRabbitMq.installed();
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(present).as("RabbitMQ, needed with CI=true").isTrue();
        }
        assumeTrue(present, "skipped: apt-get install rabbitmq-server");
    }

    @Override
    public void stop() {
        try {
            if (broker != null) {
                broker.close();
            }
            if (directory != null) {
                PrivateFiles.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
