// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class MigrationLintTest {

    record LintCase(String sql, List<String> findings) {}

    @ParameterizedTest(name = "{0}")
    @CasesSource("migration-lint.yaml")
    void findsWhatTheTableSays(String name, LintCase c) {
        assertThat(MigrationLint.findings(c.sql())).isEqualTo(c.findings());
    }

    @Test
    void aFindingNamesTheFile(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("V1_01__bad.sql"), "CREATE SEQUENCE s");

        assertThatThrownBy(() -> MigrationLint.check(directory))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("V1_01__bad.sql");
    }

    @Test
    void aModuleWithoutMigrationsIsAMistake(@TempDir Path directory) {
        assertThatThrownBy(() -> MigrationLint.check(directory)).isInstanceOf(AssertionError.class);
    }
}
