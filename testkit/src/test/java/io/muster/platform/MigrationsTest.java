// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import io.muster.testkit.MigrationLint;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables that every service gets from the platform keep the rules of a service's own. */
class MigrationsTest {

    private static final Path PLATFORM =
            Path.of(System.getProperty("basedir", ""))
                    .resolve(Path.of("..", "platform", "src", "main", "resources", "db"));

    @Test
    void migrationsRunOnEveryEngine() {
        MigrationLint.check(PLATFORM);
    }
}
