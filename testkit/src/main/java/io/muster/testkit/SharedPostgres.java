// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.postgres.PostgresOptions;
import io.muster.sandbox.postgres.SandboxPostgres;
import io.muster.sandbox.postgres.ServiceRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one PostgreSQL of a test JVM. Quarkus loads test resources in a new class loader for every
 * profile, so that a static field would not be one per JVM: the system properties are.
 */
public final class SharedPostgres {

    /** The password of every role, the superuser's too. */
    public static final String PASSWORD = "good-enough-for-tests";

    private static final String URL_PROPERTY = "muster.testkit.postgres.url";

    private SharedPostgres() {}

    /**
     * The URL of the database without scheme prefix for JDBC and without credentials; starts the
     * server if need be.
     */
    public static String url() {
        synchronized (System.getProperties()) {
            var running = System.getProperty(URL_PROPERTY);
            if (running != null) {
                return running;
            }
            var url = start().url();
            System.setProperty(URL_PROPERTY, url);
            return url;
        }
    }

    private static SandboxPostgres start() {
        try {
            var directory = Files.createTempDirectory("muster-test-postgres-");
            var postgres = SandboxPostgres.start(options(directory));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, directory)));
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresOptions options(Path directory) throws IOException {
        return new PostgresOptions(
                directory.resolve("data"),
                directory.resolve("log"),
                LoopbackPort.free(),
                PASSWORD,
                ServiceRole.SCHEMAS.stream()
                        .map(schema -> new ServiceRole(schema, PASSWORD))
                        .toList(),
                PostgresOptions.FAST,
                programs());
    }

    /** Shared by all modules and runs: unpacking takes seconds. */
    private static Path programs() throws IOException {
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        var directory =
                temporary.resolve("muster-test-programs-" + System.getProperty("user.name"));
        return Files.createDirectories(directory);
    }

    private static void stop(SandboxPostgres postgres, Path directory) {
        postgres.close();
        Directories.delete(directory);
    }
}
