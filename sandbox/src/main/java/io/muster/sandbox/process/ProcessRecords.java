// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Which processes a sandbox started, on disk, so that they can be ended when the one who started
 * them was killed. A record holds the start time too: process ids are used again, and an innocent
 * one must not be ended.
 */
public record ProcessRecords(Path directory) {

    private static final String SUFFIX = ".pid";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Remembers that a process runs under a name. */
    public void remember(String name, ProcessHandle process) throws IOException {
        Files.writeString(directory.resolve(name + SUFFIX), process.pid() + " " + started(process));
    }

    /** Forgets a process that was ended. */
    public void forget(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name + SUFFIX));
    }

    /**
     * Ends every process on record that still runs, and forgets them all; returns how many there
     * were.
     */
    public int endAll() throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        var ended = 0;
        for (var file : records()) {
            var process = find(Files.readString(file));
            if (process.isPresent()) {
                end(process.get());
                ended++;
            }
            Files.delete(file);
        }
        return ended;
    }

    private List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
    }

    private static Optional<ProcessHandle> find(String record) {
        var space = record.indexOf(' ');
        return space < 0
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(record.substring(0, space)))
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> started(process).equals(record.substring(space + 1)));
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        process.onExit().completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
