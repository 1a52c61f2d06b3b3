// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes the database, roles and schemas, and closes the doors that a new cluster leaves open. Can
 * be repeated.
 */
final class Provisioning {

    /** Every login with its password: a new cluster trusts whoever connects. */
    private static final String HOST_RULES = "host all all 127.0.0.1/32 scram-sha-256\n";

    private final Path directory;
    private final String superuserPassword;
    private final List<ServiceRole> roles;

    private Provisioning(Path directory, String superuserPassword, List<ServiceRole> roles) {
        this.directory = directory;
        this.superuserPassword = superuserPassword;
        this.roles = roles;
    }

    static Provisioning of(PostgresOptions options) {
        return new Provisioning(options.directory(), options.superuserPassword(), options.roles());
    }

    interface Connector {
        Connection connect(String database) throws SQLException;
    }

    void apply(Connection superuser, Connector connector) throws SQLException, IOException {
        for (var role : roles) {
            ensureRole(superuser, role);
        }
        ensureDatabase(superuser);
        try (var muster = connector.connect(SandboxPostgres.DATABASE)) {
            for (var role : roles) {
                ensureSchema(muster, role);
            }
        }
        requirePasswords(superuser);
    }

    private static void ensureRole(Connection superuser, ServiceRole role) throws SQLException {
        if (!exists(superuser, "SELECT 1 FROM pg_roles WHERE rolname = ?", role.name())) {
            execute(superuser, "CREATE ROLE " + role.name() + " LOGIN");
        }
        execute(superuser, "ALTER ROLE " + role.name() + " PASSWORD '" + role.password() + "'");
        execute(superuser, "ALTER ROLE " + role.name() + " SET search_path = " + role.schema());
    }

    private static void ensureDatabase(Connection superuser) throws SQLException {
        var database = SandboxPostgres.DATABASE;
        if (!exists(superuser, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
            execute(superuser, "CREATE DATABASE " + database);
            execute(superuser, "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
        }
    }

    private static void ensureSchema(Connection muster, ServiceRole role) throws SQLException {
        execute(
                muster,
                "GRANT CONNECT ON DATABASE " + SandboxPostgres.DATABASE + " TO " + role.name());
        execute(
                muster,
                "CREATE SCHEMA IF NOT EXISTS " + role.schema() + " AUTHORIZATION " + role.name());
        execute(muster, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
    }

    private void requirePasswords(Connection superuser) throws SQLException, IOException {
        execute(superuser, "ALTER ROLE postgres PASSWORD '" + superuserPassword + "'");
        Files.writeString(directory.resolve("pg_hba.conf"), HOST_RULES);
        execute(superuser, "SELECT pg_reload_conf()");
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
