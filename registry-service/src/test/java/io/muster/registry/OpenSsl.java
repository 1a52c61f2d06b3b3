// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real openssl, in a directory of its own. */
public record OpenSsl(Path directory) {

    /** How the program ended and what it said, on whichever stream. */
    public record Said(int exit, String text) {}

    public Said run(String... arguments) {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            var output = Files.createTempFile(directory, "openssl", ".out");
            var process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Said(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs it and requires that it succeeds. */
    public String ok(String... arguments) {
        var said = run(arguments);
        assertThat(said.exit()).as("openssl %s: %s", List.of(arguments), said.text()).isZero();
        return said.text();
    }

    public String write(String name, byte[] content) {
        try {
            Files.write(directory.resolve(name), content);
            return name;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
