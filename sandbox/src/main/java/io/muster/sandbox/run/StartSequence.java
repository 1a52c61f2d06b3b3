// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.home.PrivateFiles;
import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.net.Readiness;
import io.muster.sandbox.oidc.OidcIssuer;
import io.muster.sandbox.oidc.OidcOptions;
import io.muster.sandbox.pki.ServerPki;
import io.muster.sandbox.process.LogTail;
import io.muster.sandbox.run.Waiting.NotReady;
import io.muster.sandbox.service.MusterService;
import io.muster.sandbox.service.ServiceSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a sandbox starts: first what others need. The services start together; the
 * broker follows when registry-service has told who issues device certificates.
 */
final class StartSequence implements AutoCloseable {

    private static final int SHOWN_LOG_LINES = 15;

    private final SandboxOptions options;
    private final Supervisor supervisor;
    private final Progress progress;
    private final Readiness readiness = new Readiness();
    private final MusterHome home;
    private @Nullable OidcIssuer issuer;
    private @Nullable PostgresPart postgres;
    private @Nullable EndpointsFile endpoints;

    StartSequence(SandboxOptions options, Supervisor supervisor, Progress progress) {
        this.options = options;
        this.supervisor = supervisor;
        this.progress = progress;
        this.home = options.home();
    }

    /** A part that cannot be started is reported with the end of its log, where the reason is. */
    void run() throws IOException, InterruptedException {
        try {
            startAll();
        } catch (NotReady e) {
            var log = home.log(e.part());
            throw new IOException(
                    "%s%nThe end of %s:%n  %s"
                            .formatted(
                                    e.getMessage(),
                                    home.shown(log),
                                    String.join(
                                            "\n  ", LogTail.withoutFrames(log, SHOWN_LOG_LINES))),
                    e);
        }
    }

    private void startAll() throws IOException, InterruptedException {
        if (!options.keepData()) {
            PrivateFiles.delete(home.data());
            home.create();
        }
        var secrets = Secrets.ensure(home);
        var pki = ServerPki.ensure(home.pki(), secrets.keyStore());
        SigningKey.ensure(home);
        startIssuer(secrets);
        startPostgres(secrets);
        startServices(secrets, pki);
    }

    private void startIssuer(Secrets secrets) throws IOException {
        var from = System.nanoTime();
        var clients =
                Arrays.stream(MusterService.values())
                        .collect(
                                Collectors.toMap(
                                        MusterService::fullName, service -> secrets.services()));
        var started =
                OidcIssuer.start(OidcOptions.of(options.ports().oidc(), clients, secrets.users()));
        issuer = started;
        progress.ready("issuer", started.url(), Duration.ofNanos(System.nanoTime() - from));
    }

    private void startPostgres(Secrets secrets) throws IOException, InterruptedException {
        var part = new PostgresPart(home, options.ports().postgres(), secrets);
        postgres = part;
        supervisor.launch(part);
        becameReady(part);
    }

    /**
     * registry-service makes the authority that the broker believes, acl-service answers the
     * broker: these two go first. By the time the others are there to connect, so is the broker.
     */
    private void startServices(Secrets secrets, ServerPki pki)
            throws IOException, InterruptedException {
        var ports = options.ports();
        var broker = Brokers.of(options, secrets, pki);
        var settings = new ServiceSettings(home, ports, secrets, pki, broker.hook());
        var registry = launch(MusterService.REGISTRY, settings);
        var acl = launch(MusterService.ACL, settings);
        new DeviceAuthority(registry, ports.est(), pki, home.deviceCa()).learn();
        startBefore(broker);
        supervisor.launch(broker);
        var shadow = launch(MusterService.SHADOW, settings);
        var ota = launch(MusterService.OTA, settings);
        endpoints = new EndpointsFile(home, ports, secrets, started(issuer), pki.caCertificate());
        Waiting.forAll(List.of(broker, registry, acl, shadow, ota), this::becameReady);
    }

    private void startBefore(SandboxBroker broker) throws IOException, InterruptedException {
        for (var part : broker.before()) {
            supervisor.launch(part);
            Waiting.forOne(part);
            supervisor.watch(part);
        }
    }

    private ServicePart launch(MusterService service, ServiceSettings settings)
            throws IOException, InterruptedException {
        var part = new ServicePart(service, settings, readiness);
        supervisor.launch(part);
        return part;
    }

    private void becameReady(Part part) throws IOException {
        supervisor.watch(part);
        progress.ready(part.name(), part.where(), Supervisor.age(part));
    }

    void writeEndpoints() throws IOException {
        if (endpoints != null) {
            endpoints.write(started(postgres).superuserUrl(), supervisor.pids());
        }
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not started yet");
        }
        return part;
    }

    @Override
    public void close() {
        readiness.close();
        if (issuer != null) {
            issuer.close();
        }
    }
}
