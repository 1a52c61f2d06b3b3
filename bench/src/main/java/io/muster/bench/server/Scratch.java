// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.server;

import io.muster.sandbox.home.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory of one run. When the run is interrupted, the processes that it started end with it:
 * they run apart from the terminal and would stay otherwise.
 */
public record Scratch(Path path) implements AutoCloseable {

    /** Makes one in the system's directory for what nobody needs for long. */
    public static Scratch create(String name) throws IOException {
        var scratch = new Scratch(Files.createTempDirectory("muster-bench-" + name + "-"));
        Runtime.getRuntime().addShutdownHook(new Thread(scratch::clear));
        return scratch;
    }

    /** A file or directory in it. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    private void clear() {
        ProcessHandle.current()
                .descendants()
                .forEach(child -> {
                    child.destroyForcibly();
                    child.onExit().join();
                });
        close();
    }

    /** Deletes it, also when it is gone already. */
    @Override
    public void close() {
        try {
            PrivateFiles.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
