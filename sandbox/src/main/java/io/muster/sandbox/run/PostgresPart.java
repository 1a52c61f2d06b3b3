// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.postgres.PostgresOptions;
import io.muster.sandbox.postgres.SandboxPostgres;
import io.muster.sandbox.postgres.ServiceRole;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The database. */
final class PostgresPart implements Part {

    private final PostgresOptions options;
    private @Nullable SandboxPostgres server;

    PostgresPart(MusterHome home, int port, Secrets secrets) {
        this.options =
                new PostgresOptions(
                        home.data().resolve("postgres"),
                        home.log("postgres"),
                        port,
                        secrets.superuser(),
                        ServiceRole.SCHEMAS.stream()
                                .map(schema -> new ServiceRole(schema, secrets.database()))
                                .toList(),
                        PostgresOptions.DURABLE,
                        home.cache());
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String where() {
        return LoopbackPort.HOST + ":" + options.port();
    }

    @Override
    public void launch() throws IOException {
        stop();
        server = SandboxPostgres.start(options);
    }

    @Override
    public boolean ready() {
        // The launch has waited for it.
        return true;
    }

    @Override
    public ProcessHandle process() throws IOException {
        return ProcessHandle.of(running().pid())
                .orElseThrow(() -> new IOException("PostgreSQL is not running"));
    }

    /** The URL with the superuser's credentials. */
    String superuserUrl() {
        return running().superuserUrl();
    }

    private SandboxPostgres running() {
        return Objects.requireNonNull(server, "not launched");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
