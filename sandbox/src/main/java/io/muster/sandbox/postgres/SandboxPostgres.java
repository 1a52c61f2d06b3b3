// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.postgres;

import io.muster.sandbox.net.LoopbackPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * A real PostgreSQL server in a directory of its own, on loopback, without a package, a container
 * or root: the database {@code muster} with one role and one schema for each service.
 */
public final class SandboxPostgres implements AutoCloseable {

    /** The one database of the sandbox. */
    public static final String DATABASE = "muster";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final PostgresOptions options;

    private SandboxPostgres(EmbeddedPostgres server, PostgresOptions options) {
        this.server = server;
        this.options = options;
    }

    /**
     * Starts the server, making the cluster, database, roles and schemas that are missing; returns
     * when it answers.
     */
    public static SandboxPostgres start(PostgresOptions options) throws IOException {
        Files.createDirectories(options.directory().toAbsolutePath().getParent());
        var postgres = new SandboxPostgres(builder(options).start(), options);
        try (var superuser = postgres.connectSuperuser("postgres")) {
            Provisioning.of(options).apply(superuser, postgres::connectSuperuser);
        } catch (SQLException | IOException e) {
            postgres.close();
            throw new IOException(
                    "PostgreSQL started but could not be set up: " + e.getMessage(), e);
        }
        return postgres;
    }

    private static EmbeddedPostgres.Builder builder(PostgresOptions options) {
        var builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(options.directory())
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(options.programs().toFile())
                        .setPort(options.port())
                        .setPGStartupWait(START_TIMEOUT)
                        .setRegisterShutdownHook(false)
                        .setConnectConfig("password", options.superuserPassword())
                        .setLocaleConfig("locale", "C")
                        .setOutputRedirector(Redirect.appendTo(options.log().toFile()))
                        .setServerConfig("listen_addresses", LoopbackPort.HOST)
                        // No socket file in /tmp that another cluster with the same port would
                        // meet.
                        .setServerConfig("unix_socket_directories", "''")
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("shared_buffers", "64MB");
        options.settings().forEach(builder::setServerConfig);
        return builder;
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return options.port();
    }

    /** The process id of the server, as PostgreSQL itself records it. */
    public long pid() throws IOException {
        return pidOf(options.directory());
    }

    /** The process id recorded in a cluster's directory. */
    public static long pidOf(Path directory) throws IOException {
        try (var lines = Files.lines(directory.resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        }
    }

    /** The URL for JDBC drivers, without credentials. */
    public String jdbcUrl() {
        return "jdbc:" + url();
    }

    /** The URL for other drivers, without credentials. */
    public String url() {
        return "postgresql://" + LoopbackPort.HOST + ":" + port() + "/" + DATABASE;
    }

    /** The URL with the superuser's credentials, for checkers and for psql. */
    public String superuserUrl() {
        return url().replace("://", "://postgres:" + options.superuserPassword() + "@");
    }

    /** A new connection of the superuser to the database {@code muster}. */
    public Connection connectSuperuser() throws SQLException {
        return connectSuperuser(DATABASE);
    }

    private Connection connectSuperuser(String database) throws SQLException {
        return connect("postgres", options.superuserPassword(), database);
    }

    /** A new connection of a service's role to the database {@code muster}. */
    public Connection connect(ServiceRole role) throws SQLException {
        return connect(role.name(), role.password(), DATABASE);
    }

    private Connection connect(String user, String password, String database) throws SQLException {
        return server.getDatabase(user, database, Map.of("password", password)).getConnection();
    }

    /** Stops the server: open transactions are rolled back, what is committed is kept. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
