// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.InstanceLock;
import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.process.ProcessRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * A Muster on this machine: database, issuer, broker and the four services, all on loopback. Other
 * processes find it by its {@code endpoints.json}. A part that dies is started again until the
 * sandbox is closed.
 */
public final class Sandbox implements AutoCloseable {

    private final SandboxOptions options;
    private final InstanceLock lock;
    private final Progress progress;
    private final Supervisor supervisor;
    private @Nullable StartSequence sequence;
    private boolean closed;

    private Sandbox(SandboxOptions options, InstanceLock lock, Progress progress) {
        this.options = options;
        this.lock = lock;
        this.progress = progress;
        this.supervisor =
                new Supervisor(
                        new ProcessRecords(options.home().processes()),
                        progress,
                        this::writeEndpoints);
    }

    /**
     * Takes the directory, which only one sandbox at a time can have, and ends what a killed one
     * left running.
     */
    public static Sandbox open(SandboxOptions options, Progress progress) throws SandboxFailure {
        var home = options.home();
        try {
            home.create();
            var lock = InstanceLock.tryAcquire(home).orElseThrow(() -> runsAlready(home));
            var sandbox = new Sandbox(options, lock, progress);
            sandbox.tidy();
            return sandbox;
        } catch (IOException e) {
            throw new SandboxFailure(
                    "Muster cannot use %s: %s".formatted(home.directory(), e.getMessage()), e);
        }
    }

    private static SandboxFailure runsAlready(MusterHome home) {
        var owner = owner(home);
        return new SandboxFailure(
                "Muster runs already in %s%s: end it with ./muster down."
                        .formatted(home.shown(home.directory()), owner));
    }

    private static String owner(MusterHome home) {
        try {
            return InstanceLock.owner(home)
                    .map(process -> " (process " + process.pid() + ")")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private void tidy() throws IOException {
        var left = new ProcessRecords(options.home().processes()).endAll();
        if (left > 0) {
            progress.note("ended %d processes of a run that had not ended them".formatted(left));
        }
        Logs.begin(options.home());
        options.broker().note(options.home());
        Files.deleteIfExists(options.home().endpoints());
    }

    /**
     * Starts everything; returns when all services say that they are ready. After a failure the
     * sandbox has to be closed as after a success.
     */
    public void start() throws SandboxFailure, InterruptedException {
        try {
            Preflight.check(options);
            var started = new StartSequence(options, supervisor, progress);
            sequence = started;
            started.run();
        } catch (IOException | UncheckedIOException e) {
            throw new SandboxFailure("Muster could not be started: " + e.getMessage(), e);
        }
        writeEndpoints();
    }

    /** Where the sandbox lives. */
    public MusterHome home() {
        return options.home();
    }

    /** Writes {@code endpoints.json} with the present process ids and with new tokens. */
    public void writeEndpoints() {
        if (sequence != null) {
            try {
                sequence.writeEndpoints();
            } catch (IOException e) {
                progress.note("endpoints.json could not be written: " + e.getMessage());
            }
        }
    }

    /**
     * Ends everything that was started; returns when it is gone. Once is enough, however often it
     * is called.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Files.deleteIfExists(options.home().endpoints());
            supervisor.end();
            if (sequence != null) {
                sequence.close();
            }
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
