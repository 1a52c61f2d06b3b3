// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.sandbox.net.LoopbackPort;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxPostgresTest {

    private static final ServiceRole REGISTRY = new ServiceRole("registry", "secret-1");
    private static final ServiceRole SHADOW = new ServiceRole("shadow", "secret-2");

    @TempDir Path directory;

    @Test
    void everyServiceSeesItsSchemaOnlyAndDataOutlivesARestart() throws Exception {
        var options = options();
        try (var postgres = SandboxPostgres.start(options)) {
            try (var registry = postgres.connect(REGISTRY);
                    var shadow = postgres.connect(SHADOW)) {
                execute(registry, "CREATE TABLE device (id text PRIMARY KEY)");
                execute(registry, "INSERT INTO device VALUES ('dev-1')");

                refused(shadow, "SELECT * FROM registry.device", "permission denied");
                refused(shadow, "CREATE TABLE public.mine (id text)", "permission denied");
                refused(shadow, "CREATE SCHEMA mine", "permission denied");
            }
            assertThatThrownBy(() -> postgres.connect(new ServiceRole("registry", "wrong")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(ProcessHandle.of(postgres.pid())).isPresent();
        }

        try (var again = SandboxPostgres.start(options);
                var registry = again.connect(REGISTRY);
                var rows = registry.createStatement().executeQuery("SELECT id FROM device")) {
            assertThat(rows.next()).isTrue();
        }
    }

    private PostgresOptions options() {
        return new PostgresOptions(
                directory.resolve("postgres"),
                directory.resolve("log"),
                LoopbackPort.free(),
                "super",
                List.of(REGISTRY, SHADOW),
                PostgresOptions.FAST,
                directory.resolve("programs"));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void refused(Connection connection, String sql, String why) {
        assertThatThrownBy(() -> execute(connection, sql)).hasMessageContaining(why);
    }
}
