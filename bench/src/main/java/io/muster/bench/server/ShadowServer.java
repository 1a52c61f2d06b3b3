// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.server;

import io.muster.sandbox.broker.BrokerOptions;
import io.muster.sandbox.broker.BrokerProcess;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.oidc.DevelopmentUser;
import io.muster.sandbox.oidc.OidcIssuer;
import io.muster.sandbox.oidc.OidcOptions;
import io.muster.sandbox.postgres.PostgresOptions;
import io.muster.sandbox.postgres.SandboxPostgres;
import io.muster.sandbox.postgres.ServiceRole;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * shadow-service with an issuer, a broker that lets everybody in, and a PostgreSQL that keeps what
 * it commits.
 */
public final class ShadowServer implements AutoCloseable {

    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final Scratch scratch;
    private final String secret = UUID.randomUUID().toString();
    private final ServiceRole role = new ServiceRole("shadow", secret);
    private final OidcIssuer issuer;
    private final SandboxPostgres postgres;
    private final BrokerProcess broker;
    private final Server server;

    private ShadowServer(Path root, Scratch scratch) throws IOException, InterruptedException {
        this.scratch = scratch;
        this.issuer = OidcIssuer.start(OidcOptions.of(0, Map.of(), secret));
        this.postgres = SandboxPostgres.start(postgres());
        this.broker = BrokerProcess.start(broker());
        try {
            this.server =
                    Server.start(
                            root.resolve("shadow-service/target/quarkus-app/quarkus-run.jar"),
                            scratch.path(),
                            "shadow",
                            settings());
        } catch (IOException | InterruptedException e) {
            broker.kill();
            postgres.close();
            issuer.close();
            throw e;
        }
    }

    /** Starts all of it; returns when the service is ready. */
    public static ShadowServer start(Path root) throws IOException, InterruptedException {
        var scratch = Scratch.create("shadow");
        try {
            return new ShadowServer(root, scratch);
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

    private BrokerOptions broker() {
        return new BrokerOptions(
                scratch.resolve("broker"),
                scratch.resolve("broker.log"),
                LoopbackPort.free(),
                new BrokerOptions.Access.OpenForTests(),
                Optional.empty(),
                false);
    }

    private Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("muster.mqtt.host", LoopbackPort.HOST);
        settings.put("muster.mqtt.port", Integer.toString(broker.port()));
        settings.put("muster.mqtt.login", "false");
        settings.put("quarkus.oidc.auth-server-url", issuer.url());
        settings.put("muster.service.client-secret", secret);
        settings.put("quarkus.datasource.reactive.url", postgres.url());
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        settings.put("quarkus.datasource.username", "shadow_service");
        settings.put("quarkus.datasource.password", secret);
        return settings;
    }

    /** The service's own process. */
    public Server server() {
        return server;
    }

    /** Where devices connect. */
    public int brokerPort() {
        return broker.port();
    }

    /** A token of somebody who may say what is desired of a tenant's devices. */
    public String token(String tenant) {
        var user = new DevelopmentUser("bench", tenant, List.of("operator"));
        return issuer.mint().userToken(user, OidcOptions.CLI_CLIENT, TOKEN_LIFE);
    }

    /** A connection to the service's database as the service. */
    public Connection database() throws SQLException {
        return postgres.connect(role);
    }

    @Override
    public void close() {
        server.close();
        broker.kill();
        postgres.close();
        issuer.close();
        scratch.close();
    }
}
