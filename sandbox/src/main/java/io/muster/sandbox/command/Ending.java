// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.command;

import io.muster.sandbox.run.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Ends what a command started, however the command ends: by Ctrl-C, by {@code down} or by a
 * failure.
 */
final class Ending {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Progress progress;
    private boolean begun;

    private Ending(Progress progress) {
        this.progress = progress;
    }

    /** Ends the first thing, and what is added later, when this JVM ends. */
    static Ending atExit(AutoCloseable first, Progress progress) {
        var ending = new Ending(progress);
        ending.add(first);
        Runtime.getRuntime().addShutdownHook(new Thread(ending::run, "ending"));
        return ending;
    }

    /** What was added last is ended first. */
    synchronized void add(AutoCloseable thing) {
        started.push(thing);
    }

    private void run() {
        synchronized (this) {
            begun = true;
        }
        progress.note("Ending…");
        for (var thing = pop(); thing != null; thing = pop()) {
            close(thing);
        }
        progress.note("Everything has ended.");
    }

    private synchronized @Nullable AutoCloseable pop() {
        return started.poll();
    }

    private void close(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            // The rest has to be ended too.
            progress.note("could not be ended in order: " + e.getMessage());
        }
    }

    /**
     * A start that failed because it was interrupted has nothing to complain about: it waits for
     * the end of the JVM.
     */
    void awaitWhenBegun() throws InterruptedException {
        boolean wait;
        synchronized (this) {
            wait = begun;
        }
        if (wait) {
            new CountDownLatch(1).await();
        }
    }
}
