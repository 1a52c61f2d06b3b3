// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.server;

import io.muster.sandbox.home.PrivateFiles;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.oidc.DevelopmentUser;
import io.muster.sandbox.oidc.OidcIssuer;
import io.muster.sandbox.oidc.OidcOptions;
import io.muster.sandbox.pki.ServerPki;
import io.muster.sandbox.postgres.PostgresOptions;
import io.muster.sandbox.postgres.SandboxPostgres;
import io.muster.sandbox.postgres.ServiceRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * registry-service with a real PostgreSQL and an issuer. There is no broker: events wait in the
 * outbox, as they do when a broker is away.
 */
public final class RegistryServer implements AutoCloseable {

    private static final Pattern CHANNEL =
            Pattern.compile("(mp\\.messaging\\.[^=]+)\\.connector=.*");
    private static final String EVENTS = "mp.messaging.outgoing.events-out";
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final Path directory;
    private final String secret = UUID.randomUUID().toString();
    private final ServiceRole role = new ServiceRole("registry", secret);
    private final OidcIssuer issuer;
    private final SandboxPostgres postgres;
    private final ServerPki pki;
    private final int estPort = LoopbackPort.free();
    private final Server server;

    private RegistryServer(Path root, Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.pki = ServerPki.ensure(Files.createDirectory(directory.resolve("pki")), secret);
        this.issuer = OidcIssuer.start(OidcOptions.of(0, Map.of(), secret));
        this.postgres = SandboxPostgres.start(postgres());
        try {
            this.server =
                    Server.start(
                            root.resolve("registry-service/target/quarkus-app/quarkus-run.jar"),
                            directory,
                            "registry",
                            settings(root));
        } catch (IOException | InterruptedException e) {
            postgres.close();
            issuer.close();
            throw e;
        }
    }

    /** Starts all of it in a new directory; returns when it is ready. */
    public static RegistryServer start(Path root) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("muster-bench-registry-");
        // Our processes run apart from the terminal and would stay when this one is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(directory)));
        try {
            return new RegistryServer(root, directory);
        } catch (IOException | InterruptedException | RuntimeException e) {
            remove(directory);
            throw e;
        }
    }

    private PostgresOptions postgres() {
        return new PostgresOptions(
                directory.resolve("postgres/data"),
                directory.resolve("postgres.log"),
                LoopbackPort.free(),
                secret,
                List.of(role),
                PostgresOptions.DURABLE,
                directory.resolve("postgres/programs"));
    }

    private Map<String, String> settings(Path root) throws IOException {
        var settings = new HashMap<String, String>();
        channels(root)
                .forEach(channel -> settings.put(channel + ".health-readiness-enabled", "false"));
        settings.put("quarkus.oidc.auth-server-url", issuer.url());
        settings.put("muster.service.client-secret", secret);
        settings.put("muster.mqtt.port", Integer.toString(LoopbackPort.free()));
        settings.put("quarkus.datasource.reactive.url", postgres.url());
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        settings.put("quarkus.datasource.username", "registry_service");
        settings.put("quarkus.datasource.password", secret);
        settings.put("muster.est.host", LoopbackPort.HOST);
        settings.put("muster.est.port", Integer.toString(estPort));
        settings.put("muster.est.certificate", pki.certificate().toString());
        settings.put("muster.est.key", pki.key().toString());
        settings.put("muster.ca.keystore", directory.resolve("ca.p12").toString());
        settings.put("muster.ca.password", secret);
        return settings;
    }

    /** The service's channels: without a broker none of them gets ready. */
    private static Stream<String> channels(Path root) throws IOException {
        var file = root.resolve("registry-service/src/main/resources/application.properties");
        var own =
                Files.readAllLines(file).stream()
                        .map(CHANNEL::matcher)
                        .filter(Matcher::matches)
                        .map(matcher -> matcher.group(1));
        return Stream.concat(Stream.of(EVENTS), own);
    }

    /** The service's own process. */
    public Server server() {
        return server;
    }

    /** Where it speaks EST. */
    public int estPort() {
        return estPort;
    }

    /** The certificate of the authority that its server certificate is of. */
    public Path serverAuthority() {
        return pki.caCertificate();
    }

    /** An address of the service. */
    public URI at(String path) {
        return URI.create("http://" + LoopbackPort.HOST + ":" + server.port() + path);
    }

    /** A token of somebody who may do everything with devices of the tenant {@code default}. */
    public String token() {
        var user = new DevelopmentUser("bench", "default", List.of("tenant-admin", "operator"));
        return issuer.mint().userToken(user, "bench", TOKEN_LIFE);
    }

    /** A connection to the service's database as the service. */
    public Connection database() throws SQLException {
        return postgres.connect(role);
    }

    @Override
    public void close() {
        server.close();
        postgres.close();
        issuer.close();
        remove(directory);
    }

    private static void clear(Path directory) {
        ProcessHandle.current()
                .descendants()
                .forEach(child -> {
                    child.destroyForcibly();
                    child.onExit().join();
                });
        remove(directory);
    }

    private static void remove(Path directory) {
        try {
            PrivateFiles.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
