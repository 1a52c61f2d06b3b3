// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Ports;
import io.muster.sandbox.oidc.DevelopmentUser;
import io.muster.sandbox.pki.ServerPki;
import io.muster.sandbox.process.ChildProcess;
import io.muster.sandbox.service.BrokerHook;
import io.muster.sandbox.service.BrokerHook.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The system's RabbitMQ with its MQTT plugin, which asks acl-service through its HTTP backend. Of a
 * certificate it passes on only the common name, so all its devices are of the default tenant.
 */
final class RabbitMqBroker implements SandboxBroker {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    /** Debian's start script changes to a user of its own; this one is what it calls then. */
    private static final List<Path> PROGRAMS =
            List.of(
                    Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server"),
                    Path.of("/usr/local/sbin/rabbitmq-server"),
                    Path.of("/opt/homebrew/sbin/rabbitmq-server"));

    private final MusterHome home;
    private final Ports ports;
    private final EpmdPart epmd;
    private final RabbitMqConfiguration configuration;
    private final BrokerHook.Login control;
    private final Path directory;
    private @Nullable ChildProcess child;

    RabbitMqBroker(MusterHome home, Ports ports, Secrets secrets, ServerPki pki) {
        this(home, ports, secrets, new RabbitMqConfiguration(home, ports, secrets, pki, false));
    }

    RabbitMqBroker(
            MusterHome home, Ports ports, Secrets secrets, RabbitMqConfiguration configuration) {
        this.home = home;
        this.ports = ports;
        this.epmd = new EpmdPart(home);
        this.control = new BrokerHook.Login(RabbitMqConfiguration.CONTROL_USER, secrets.hook());
        this.configuration = configuration;
        this.directory = home.data().resolve("rabbitmq");
    }

    static boolean installed() {
        return PROGRAMS.stream().anyMatch(Files::isExecutable);
    }

    @Override
    public BrokerHook hook() {
        return new BrokerHook(
                "rabbitmq",
                Optional.of(
                        URI.create("http://%s:%d".formatted(LoopbackPort.HOST, ports.control()))),
                Optional.of(control),
                Optional.of(DevelopmentUser.DEFAULT_TENANT),
                // Before version 4.1 a filter that begins with $share is an ordinary topic.
                new Topics(false, true, Optional.empty()));
    }

    @Override
    public List<Part> before() {
        return List.of(epmd);
    }

    @Override
    public String where() {
        return "%s:%d, TLS %d".formatted(LoopbackPort.HOST, ports.mqtt(), ports.mqtts());
    }

    @Override
    public void launch() throws IOException {
        var program = Programs.first(PROGRAMS, "RabbitMQ", "apt-get install rabbitmq-server");
        Files.createDirectories(directory);
        Files.deleteIfExists(pidFile());
        configuration.write(directory);
        child = ChildProcess.start(List.of(program.toString()), environment(), home.log(name()));
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                // Erlang keeps its cookie there.
                Map.entry("HOME", directory.toString()),
                Map.entry("RABBITMQ_NODENAME", "muster@localhost"),
                Map.entry("ERL_EPMD_ADDRESS", LoopbackPort.HOST),
                Map.entry("ERL_EPMD_PORT", Integer.toString(epmd.port())),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(LoopbackPort.free())),
                Map.entry(
                        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                        "-kernel inet_dist_use_interface {127,0,0,1}"),
                Map.entry("RABBITMQ_MNESIA_BASE", directory.resolve("mnesia").toString()),
                Map.entry("RABBITMQ_LOG_BASE", directory.resolve("log").toString()),
                Map.entry("RABBITMQ_LOGS", "-"),
                Map.entry("RABBITMQ_CONFIG_FILE", directory.resolve("rabbitmq.conf").toString()),
                Map.entry(
                        "RABBITMQ_ADVANCED_CONFIG_FILE",
                        directory.resolve("advanced.config").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        directory.resolve("enabled_plugins").toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
                Map.entry("RABBITMQ_PID_FILE", pidFile().toString()));
    }

    private Path pidFile() {
        return directory.resolve("rabbit.pid");
    }

    @Override
    public boolean ready() throws IOException {
        if (!launched().isAlive()) {
            throw new IOException("RabbitMQ ended with exit code " + launched().exitCode());
        }
        return LoopbackPort.answers(ports.mqtt()) && LoopbackPort.answers(ports.mqtts());
    }

    /**
     * The Erlang machine itself once it has told its id: the script that we started only waits for
     * it.
     */
    @Override
    public ProcessHandle process() throws IOException {
        if (!Files.exists(pidFile())) {
            return launched().handle();
        }
        var pid = Long.parseLong(Files.readString(pidFile()).strip());
        return ProcessHandle.of(pid).orElseGet(() -> launched().handle());
    }

    private ChildProcess launched() {
        return Objects.requireNonNull(child, "not launched");
    }

    @Override
    public void stop() {
        if (child == null) {
            return;
        }
        // The machine ends in order when it is asked; asked itself, the script would start another
        // machine to do it.
        var machine = launched().handle().descendants().toList();
        machine.forEach(ProcessHandle::destroy);
        launched().awaitEnd(STOP_TIMEOUT);
        machine.forEach(ProcessHandle::destroyForcibly);
        launched().kill();
    }
}
