// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.home.PrivateFiles;
import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Ports;
import io.muster.sandbox.run.LoneRabbitMq;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The service as RabbitMQ's neighbour. Whether there is a RabbitMQ is the test's business: here are
 * only the addresses and secrets that both will need.
 */
public final class RabbitMqProfile implements QuarkusTestProfile {

    private static final String BROKER = "muster.acl.brokers.sandbox.";
    private static final String HOME = "test.rabbitmq.home";
    private static final String MQTT = "test.rabbitmq.mqtt";
    private static final String MQTTS = "test.rabbitmq.mqtts";
    private static final String CONTROL = "test.rabbitmq.control";

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Settings.class));
    }

    /** Where the RabbitMQ of the running test lives. */
    public static MusterHome home() {
        var directory = Path.of(config(HOME));
        return new MusterHome(directory, directory);
    }

    /** The ports of the running test's RabbitMQ, and of the service that it asks. */
    public static Ports ports() {
        return ports(port("quarkus.http.test-port"), port(MQTT), port(MQTTS), port(CONTROL));
    }

    /** What the broker shows to the service. */
    public static String secret() {
        return config(BROKER + "hook-secret");
    }

    private static Ports ports(int acl, int mqtt, int mqtts, int control) {
        return new Ports(0, 0, 0, 0, acl, 0, mqtt, mqtts, control, 0);
    }

    private static int port(String name) {
        return Integer.parseInt(config(name));
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    /** Chooses the addresses and makes the secrets. */
    public static final class Settings implements QuarkusTestResourceLifecycleManager {

        private @Nullable Path directory;

        /** After {@link Neighbours}, which has settings for another broker. */
        @Override
        public int order() {
            return 1;
        }

        @Override
        public Map<String, String> start() {
            var ports = ports(0, LoopbackPort.free(), LoopbackPort.free(), LoopbackPort.free());
            try {
                var made = Files.createTempDirectory("muster-test-rabbitmq-");
                directory = made;
                return settings(new MusterHome(made, made), ports);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Map<String, String> settings(MusterHome home, Ports ports)
                throws IOException {
            var hook = LoneRabbitMq.hook(home, ports);
            var login = hook.login().orElseThrow();
            var settings = new HashMap<String, String>();
            settings.put(BROKER + "hook-secret", Secrets.ensure(home).hook());
            settings.put(BROKER + "dialect", hook.dialect());
            settings.put(BROKER + "tenant", hook.tenant().orElseThrow());
            settings.put(BROKER + "certificate-login", "true");
            settings.put(BROKER + "control-url", hook.control().orElseThrow().toString());
            settings.put(BROKER + "control-user", login.user());
            settings.put(BROKER + "control-password", login.password());
            settings.put(HOME, home.directory().toString());
            settings.put(MQTT, Integer.toString(ports.mqtt()));
            settings.put(MQTTS, Integer.toString(ports.mqtts()));
            settings.put(CONTROL, Integer.toString(ports.control()));
            return settings;
        }

        @Override
        public void stop() {
            try {
                if (directory != null) {
                    PrivateFiles.delete(directory);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
