// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Ports;
import io.muster.sandbox.pki.ServerPki;
import io.muster.sandbox.process.ChildProcess;
import io.muster.sandbox.service.BrokerHook;
import io.muster.sandbox.service.BrokerHook.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The system's mosquitto, for clients that need topics beginning with {@code $aws}, which HiveMQ CE
 * refuses. It asks nobody: devices are who their certificate says, and an access file gives them
 * their own topics. The plain listener is open to everybody on this machine.
 */
final class MosquittoBroker implements SandboxBroker {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final List<Path> PROGRAMS =
            List.of(
                    Path.of("/usr/sbin/mosquitto"),
                    Path.of("/usr/local/sbin/mosquitto"),
                    Path.of("/opt/homebrew/sbin/mosquitto"));

    private static final String ACCESS =
            """
            pattern readwrite d/default/%u/#
            pattern read $aws/things/%u/shadow/#
            pattern write $aws/things/%u/shadow/get
            pattern write $aws/things/%u/shadow/update
            pattern write $aws/things/%u/shadow/delete
            pattern write $aws/things/%u/shadow/name/+/get
            pattern write $aws/things/%u/shadow/name/+/update
            pattern write $aws/things/%u/shadow/name/+/delete
            pattern readwrite $aws/certificates/#
            pattern readwrite $aws/provisioning-templates/#
            """;

    private final MusterHome home;
    private final Ports ports;
    private final ServerPki pki;
    private @Nullable ChildProcess child;

    MosquittoBroker(MusterHome home, Ports ports, ServerPki pki) {
        this.home = home;
        this.ports = ports;
        this.pki = pki;
    }

    @Override
    public BrokerHook hook() {
        return new BrokerHook(
                "hivemq",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Topics(true, false, Optional.of("$aws")));
    }

    @Override
    public String where() {
        return "%s:%d, TLS %d".formatted(LoopbackPort.HOST, ports.mqtt(), ports.mqtts());
    }

    @Override
    public void launch() throws IOException {
        var program = Programs.first(PROGRAMS, "mosquitto", "apt-get install mosquitto");
        var directory = Files.createDirectories(home.data().resolve("mosquitto"));
        Files.writeString(directory.resolve("access"), ACCESS);
        var configuration = directory.resolve("mosquitto.conf");
        Files.writeString(configuration, configuration(directory));
        var command = List.of(program.toString(), "-c", configuration.toString());
        child = ChildProcess.start(command, Map.of(), home.log(name()));
    }

    private String configuration(Path directory) {
        return """
        # Written by the sandbox at each start.
        per_listener_settings true
        user %s
        log_dest stdout
        persistence true
        persistence_location %s/
        autosave_interval 5
        # Without it an acknowledgement waits up to 40 ms for company.
        set_tcp_nodelay true
        # The defaults keep 1,000 messages for an offline session and send 20 before the first is confirmed.
        max_queued_messages 1000000
        max_inflight_messages 1000
        max_packet_size 1048576

        listener %d %s
        allow_anonymous true

        listener %d %s
        allow_anonymous false
        require_certificate true
        use_identity_as_username true
        cafile %s
        certfile %s
        keyfile %s
        acl_file %s
        """
                .formatted(
                        System.getProperty("user.name"),
                        directory,
                        ports.mqtt(),
                        LoopbackPort.HOST,
                        ports.mqtts(),
                        LoopbackPort.HOST,
                        home.deviceCa(),
                        pki.certificate(),
                        pki.key(),
                        directory.resolve("access"));
    }

    @Override
    public boolean ready() throws IOException {
        if (!launched().isAlive()) {
            throw new IOException("mosquitto ended with exit code " + launched().exitCode());
        }
        return LoopbackPort.answers(ports.mqtt()) && LoopbackPort.answers(ports.mqtts());
    }

    @Override
    public ProcessHandle process() {
        return launched().handle();
    }

    private ChildProcess launched() {
        return Objects.requireNonNull(child, "not launched");
    }

    @Override
    public void stop() {
        if (child != null) {
            child.stop(STOP_TIMEOUT);
        }
    }
}
