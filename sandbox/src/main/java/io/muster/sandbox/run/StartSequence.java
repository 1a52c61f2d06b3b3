// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.home.PrivateFiles;
import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Readiness;
import io.muster.sandbox.oidc.OidcIssuer;
import io.muster.sandbox.oidc.OidcOptions;
import io.muster.sandbox.pki.ServerPki;
import io.muster.sandbox.process.LogTail;
import io.muster.sandbox.service.MusterService;
import io.muster.sandbox.service.ServiceSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
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

    void run() throws IOException, InterruptedException {
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
        progress.ready("issuer", started.url(), since(from));
    }

    private void startPostgres(Secrets secrets) throws IOException, InterruptedException {
        var from = System.nanoTime();
        var part = new PostgresPart(home, options.ports().postgres(), secrets);
        postgres = part;
        supervisor.launch(part);
        supervisor.watch(part);
        progress.ready(part.name(), part.where(), since(from));
    }

    private void startServices(Secrets secrets, ServerPki pki)
            throws IOException, InterruptedException {
        var from = System.nanoTime();
        var settings =
                new ServiceSettings(home, options.ports(), secrets, pki, "hivemq", control());
        var services = launchServices(settings);
        var deviceCa = home.pki().resolve("device-ca.pem");
        var registry = started(services.get(MusterService.REGISTRY));
        var authority = new DeviceAuthority(registry, options.ports().est(), pki);
        reportingLog(registry, () -> authority.learn(deviceCa));
        startBroker(secrets, pki);
        endpoints =
                new EndpointsFile(
                        home,
                        options.ports(),
                        secrets,
                        started(issuer),
                        deviceCa,
                        pki.caCertificate());
        for (var part : services.values()) {
            awaitReady(part, from);
        }
    }

    private URI control() {
        return URI.create("http://" + LoopbackPort.HOST + ":" + options.ports().control());
    }

    private Map<MusterService, ServicePart> launchServices(ServiceSettings settings)
            throws IOException, InterruptedException {
        var parts = new EnumMap<MusterService, ServicePart>(MusterService.class);
        for (var service : MusterService.values()) {
            var part = new ServicePart(service, settings, readiness);
            parts.put(service, part);
            supervisor.launch(part);
        }
        return parts;
    }

    private void startBroker(Secrets secrets, ServerPki pki)
            throws IOException, InterruptedException {
        var from = System.nanoTime();
        var part = Brokers.part(options, secrets, pki);
        supervisor.launch(part);
        awaitReady(part, from);
    }

    private void awaitReady(Part part, long from) throws IOException, InterruptedException {
        reportingLog(part, part::awaitReady);
        supervisor.watch(part);
        progress.ready(part.name(), part.where(), since(from));
    }

    private interface Wait {
        void await() throws IOException, InterruptedException;
    }

    /** A part that cannot be started is reported with the end of its log, where the reason is. */
    private void reportingLog(Part part, Wait wait) throws IOException, InterruptedException {
        try {
            wait.await();
        } catch (IOException e) {
            var log = home.log(part.name());
            throw new IOException(
                    "%s%nThe end of %s:%n  %s"
                            .formatted(
                                    e.getMessage(),
                                    home.shown(log),
                                    String.join("\n  ", LogTail.of(log, SHOWN_LOG_LINES))),
                    e);
        }
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

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Override
    public void close() {
        readiness.close();
        if (issuer != null) {
            issuer.close();
        }
    }
}
