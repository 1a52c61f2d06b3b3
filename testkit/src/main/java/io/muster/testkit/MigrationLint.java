// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rejects SQL in migrations that a distributed PostgreSQL-compatible engine cannot run or cannot
 * scale, and keys that do not begin with the tenant. A service's test calls {@code
 * MigrationLint.check()}.
 */
public final class MigrationLint {

    private static final Path RESOURCES = Path.of("src", "main", "resources", "db");

    private static final Set<String> DDL =
            Set.of("create", "alter", "drop", "truncate", "comment", "grant", "revoke", "reindex");

    private static final Set<String> FORBIDDEN_WORDS =
            Set.of(
                    "listen",
                    "unlisten",
                    "notify",
                    "pg_notify",
                    "serial",
                    "smallserial",
                    "bigserial",
                    "serial2",
                    "serial4",
                    "serial8",
                    "sequence",
                    "nextval",
                    "identity",
                    "trigger");

    private MigrationLint() {}

    /**
     * Checks the migrations of the module in which the test runs; throws an AssertionError that
     * lists every finding.
     */
    public static void check() {
        check(Path.of(System.getProperty("basedir", "")).resolve(RESOURCES));
    }

    /** Checks every {@code .sql} file below a directory, of which there must be one. */
    public static void check(Path directory) {
        var findings = new ArrayList<String>();
        for (var file : sqlFiles(directory)) {
            findings(read(file))
                    .forEach(finding -> findings.add(file.getFileName() + ": " + finding));
        }
        if (!findings.isEmpty()) {
            throw new AssertionError(String.join("\n", findings));
        }
    }

    private static List<Path> sqlFiles(Path directory) {
        try (var files = Files.walk(directory)) {
            var sql = files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
            if (sql.isEmpty()) {
                throw new AssertionError("no migrations in " + directory.toAbsolutePath());
            }
            return sql;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with one migration; empty when nothing is. */
    static List<String> findings(String sql) {
        var statements = SqlTokens.statements(sql);
        return Stream.concat(
                        shape(statements),
                        statements.stream()
                                .flatMap(statement ->
                                        Stream.concat(
                                                words(statement), KeyLint.findings(statement))))
                .distinct()
                .toList();
    }

    private static Stream<String> shape(List<List<String>> statements) {
        var ddl =
                statements.stream().filter(statement -> DDL.contains(statement.getFirst())).count();
        if (ddl > 1) {
            return Stream.of(ddl + " DDL statements, of which a migration has one");
        }
        return ddl == 1 && statements.size() > 1
                ? Stream.of("DDL and other statements in one migration")
                : Stream.empty();
    }

    private static Stream<String> words(List<String> statement) {
        return statement.stream()
                .filter(word -> FORBIDDEN_WORDS.contains(word) || word.contains("advisory_"))
                .map(word -> "'" + word + "' is not for every engine");
    }
}
