// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.imports;

import io.muster.sandbox.broker.BrokerOptions;
import io.muster.sandbox.broker.BrokerProcess;
import io.muster.sandbox.home.PrivateFiles;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Readiness;
import io.muster.sandbox.oidc.DevelopmentUser;
import io.muster.sandbox.oidc.OidcIssuer;
import io.muster.sandbox.oidc.OidcOptions;
import io.muster.sandbox.pki.ServerPki;
import io.muster.sandbox.postgres.PostgresOptions;
import io.muster.sandbox.postgres.SandboxPostgres;
import io.muster.sandbox.postgres.ServiceRole;
import io.muster.sandbox.process.ChildProcess;
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
import java.util.Optional;
import java.util.UUID;

/** registry-service with a durable PostgreSQL, an issuer and a broker of its own. */
final class Registry implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private static final String SECRET = UUID.randomUUID().toString();
    private static final ServiceRole ROLE = new ServiceRole("registry", SECRET);

    private final Path directory;
    private final OidcIssuer issuer;
    private final SandboxPostgres postgres;
    private final BrokerProcess broker;
    private final ChildProcess service;
    private final URI url;

    private Registry(Path root, Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.issuer =
                OidcIssuer.start(OidcOptions.of(0, Map.of("registry-service", SECRET), SECRET));
        this.postgres = SandboxPostgres.start(database(directory));
        this.broker = BrokerProcess.start(messages(directory));
        this.url = URI.create("http://" + LoopbackPort.HOST + ":" + LoopbackPort.free());
        this.service = ChildProcess.start(command(root), environment(), log());
        awaitReady();
    }

    static Registry start(Path root) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("muster-bench-import-");
        // Our processes run apart from the terminal and would stay when this one is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(directory)));
        return new Registry(root, directory);
    }

    private static PostgresOptions database(Path directory) throws IOException {
        return new PostgresOptions(
                directory.resolve("postgres/data"),
                directory.resolve("postgres.log"),
                LoopbackPort.free(),
                SECRET,
                List.of(ROLE),
                PostgresOptions.DURABLE,
                directory.resolve("postgres/programs"));
    }

    private static BrokerOptions messages(Path directory) throws IOException {
        return new BrokerOptions(
                directory.resolve("broker"),
                directory.resolve("broker.log"),
                LoopbackPort.free(),
                new BrokerOptions.Access.OpenForTests(),
                Optional.empty(),
                false);
    }

    private Path log() {
        return directory.resolve("registry.log");
    }

    private static List<String> command(Path root) {
        return List.of(
                ChildProcess.java(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                root.resolve("registry-service/target/quarkus-app/quarkus-run.jar").toString());
    }

    private Map<String, String> environment() throws IOException {
        var pki = ServerPki.ensure(Files.createDirectories(directory.resolve("pki")), SECRET);
        var settings = new HashMap<String, String>();
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(url.getPort()));
        settings.put("QUARKUS_LOG_LEVEL", "WARN");
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.url());
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl());
        settings.put("QUARKUS_DATASOURCE_PASSWORD", SECRET);
        settings.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url());
        settings.put("MUSTER_SERVICE_CLIENT_SECRET", SECRET);
        settings.put("MUSTER_MQTT_HOST", LoopbackPort.HOST);
        settings.put("MUSTER_MQTT_PORT", Integer.toString(broker.port()));
        settings.put("MUSTER_EST_HOST", LoopbackPort.HOST);
        settings.put("MUSTER_EST_PORT", Integer.toString(LoopbackPort.free()));
        settings.put("MUSTER_EST_CERTIFICATE", pki.certificate().toString());
        settings.put("MUSTER_EST_KEY", pki.key().toString());
        settings.put("MUSTER_CA_KEYSTORE", directory.resolve("device-ca.p12").toString());
        settings.put("MUSTER_CA_PASSWORD", SECRET);
        return settings;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        try (var readiness = new Readiness()) {
            while (!readiness.ready(url)) {
                if (!service.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("registry-service did not start; its log is " + log());
                }
                Thread.sleep(50);
            }
        }
    }

    URI url() {
        return url;
    }

    /** A token of somebody with a role in a tenant. */
    String token(String tenant, String role) {
        return issuer.mint()
                .userToken(
                        new DevelopmentUser(role, tenant, List.of(role)),
                        OidcOptions.CLI_CLIENT,
                        TOKEN_LIFE);
    }

    /** A connection with the service's own rights. */
    Connection connect() throws SQLException {
        return postgres.connect(ROLE);
    }

    /** Processor time that the service has used since its start. */
    long cpuNanos() {
        return service.handle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @Override
    public void close() {
        service.kill();
        broker.kill();
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
