// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.server;

import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.oidc.DevelopmentUser;
import io.muster.sandbox.oidc.OidcIssuer;
import io.muster.sandbox.oidc.OidcOptions;
import io.muster.sandbox.pki.ServerPki;
import io.muster.sandbox.postgres.PostgresOptions;
import io.muster.sandbox.postgres.SandboxPostgres;
import io.muster.sandbox.postgres.ServiceRole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * registry-service with an issuer and a PostgreSQL that keeps what it commits. Without a broker
 * events wait in the outbox, as they do when a broker is away.
 */
public final class RegistryServer implements AutoCloseable {

    private static final Pattern CHANNEL =
            Pattern.compile("(mp\\.messaging\\.[^=]+)\\.connector=.*");
    private static final String EVENTS = "mp.messaging.outgoing.events-out";
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final Scratch scratch;
    private final String secret = UUID.randomUUID().toString();
    private final ServiceRole role = new ServiceRole("registry", secret);
    private final OidcIssuer issuer;
    private final SandboxPostgres postgres;
    private final ServerPki pki;
    private final int estPort = LoopbackPort.free();
    private final Server server;

    private RegistryServer(Path root, Scratch scratch, OptionalInt broker)
            throws IOException, InterruptedException {
        this.scratch = scratch;
        this.pki = ServerPki.ensure(Files.createDirectory(scratch.resolve("pki")), secret);
        this.issuer = OidcIssuer.start(OidcOptions.of(0, Map.of(), secret));
        this.postgres = SandboxPostgres.start(postgres());
        try {
            this.server =
                    Server.start(
                            root.resolve("registry-service/target/quarkus-app/quarkus-run.jar"),
                            scratch.path(),
                            "registry",
                            settings(root, broker));
        } catch (IOException | InterruptedException e) {
            postgres.close();
            issuer.close();
            throw e;
        }
    }

    /** Starts it without a broker; returns when it is ready. */
    public static RegistryServer start(Path root) throws IOException, InterruptedException {
        return start(root, OptionalInt.empty());
    }

    /**
     * Starts it beside a broker on this machine that lets everybody in; returns when it is ready.
     */
    public static RegistryServer start(Path root, int broker)
            throws IOException, InterruptedException {
        return start(root, OptionalInt.of(broker));
    }

    private static RegistryServer start(Path root, OptionalInt broker)
            throws IOException, InterruptedException {
        var scratch = Scratch.create("registry");
        try {
            return new RegistryServer(root, scratch, broker);
        } catch (IOException | InterruptedException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private PostgresOptions postgres() {
        return new PostgresOptions(
                scratch.resolve("postgres/data"),
                scratch.resolve("postgres.log"),
                LoopbackPort.free(),
                secret,
                List.of(role),
                PostgresOptions.DURABLE,
                scratch.resolve("postgres/programs"));
    }

    private Map<String, String> settings(Path root, OptionalInt broker) throws IOException {
        var settings = new HashMap<String, String>();
        if (broker.isEmpty()) {
            channels(root)
                    .forEach(channel ->
                            settings.put(channel + ".health-readiness-enabled", "false"));
        }
        settings.put("muster.mqtt.host", LoopbackPort.HOST);
        settings.put("muster.mqtt.port", Integer.toString(broker.orElseGet(LoopbackPort::free)));
        settings.put("muster.mqtt.login", "false");
        settings.put("quarkus.oidc.auth-server-url", issuer.url());
        settings.put("muster.service.client-secret", secret);
        settings.put("quarkus.datasource.reactive.url", postgres.url());
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        settings.put("quarkus.datasource.username", "registry_service");
        settings.put("quarkus.datasource.password", secret);
        settings.put("muster.est.host", LoopbackPort.HOST);
        settings.put("muster.est.port", Integer.toString(estPort));
        settings.put("muster.est.certificate", pki.certificate().toString());
        settings.put("muster.est.key", pki.key().toString());
        settings.put("muster.ca.keystore", scratch.resolve("ca.p12").toString());
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
        return server.at(path);
    }

    /** A token of somebody who has roles in a tenant. */
    public String token(String tenant, String... roles) {
        var user = new DevelopmentUser("bench", tenant, List.of(roles));
        return issuer.mint().userToken(user, OidcOptions.CLI_CLIENT, TOKEN_LIFE);
    }

    /** A token of somebody who may do everything with devices of the tenant {@code default}. */
    public String token() {
        return token("default", "tenant-admin", "operator");
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
        scratch.close();
    }
}
