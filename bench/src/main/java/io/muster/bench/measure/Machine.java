// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured, and where.
 *
 * @param load the average of the last minute before the start; negative where the system has none
 * @param git the commit, with a plus sign when the files differ from it
 * @param jdk its version
 */
public record Machine(double load, String git, String jdk) {

    /** This one, now. */
    public static Machine here(Path root) {
        return new Machine(
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                commit(root),
                Runtime.version().toString());
    }

    private static String commit(Path root) {
        try {
            var commit = git(root, "rev-parse", "--short", "HEAD");
            return git(root, "status", "--porcelain", "--untracked-files=no").isEmpty()
                    ? commit
                    : commit + "+";
        } catch (IOException noGit) {
            return "unknown";
        }
    }

    private static String git(Path root, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        try (var output = process.getInputStream()) {
            var text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.onExit().join().exitValue() != 0) {
                throw new IOException("not a git checkout");
            }
            return text;
        }
    }
}
