// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs apart from our terminal, so that Ctrl-C reaches us alone and we can end it in
 * order.
 */
public final class ChildProcess {

    /** With this in front a process leads a session of its own; not every system has it. */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param environment added to ours; secrets belong here, because other users see arguments
     * @param log to which output and errors are appended
     */
    public static ChildProcess start(
            List<String> command, Map<String, String> environment, Path log) throws IOException {
        var apart = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            apart.add(SETSID.toString());
        }
        apart.addAll(command);
        var builder =
                new ProcessBuilder(apart)
                        .redirectErrorStream(true)
                        .redirectInput(Redirect.from(nothing()))
                        .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start());
    }

    private static java.io.File nothing() {
        return Path.of(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null")
                .toFile();
    }

    /** This JVM's own launcher, for children that are Java programs. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The process, to watch it or to know its id. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it returned; only once it has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Ends it without a warning, as a crash would; returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks it to end and waits; kills it when that takes too long. */
    public void stop(Duration patience) {
        process.destroy();
        if (!awaitEnd(patience)) {
            kill();
        }
    }

    /** Waits until it has ended; false when it has not within the time. */
    public boolean awaitEnd(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
