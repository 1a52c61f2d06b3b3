// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** No source file is longer than a reader's patience. */
final class SourceSizes {

    private static final int MAX_LINES = 300;
    private static final Path SOURCES = Path.of("src", "main", "java");

    private SourceSizes() {}

    /** Looks below the module in which the test runs. */
    static void check() {
        check(Path.of(System.getProperty("basedir", "")).resolve(SOURCES));
    }

    static void check(Path sources) {
        if (!Files.isDirectory(sources)) {
            throw new AssertionError("no sources in " + sources.toAbsolutePath());
        }
        var tooLong = longerThan(sources);
        if (!tooLong.isEmpty()) {
            throw new AssertionError("more than " + MAX_LINES + " lines: " + tooLong);
        }
    }

    private static List<Path> longerThan(Path sources) {
        try (var files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > MAX_LINES)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
