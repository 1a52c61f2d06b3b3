// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Performs the updates a device is told to. One job at a time: a newer one ends the work on the one
 * before it, a job that was already ended gets its last report again, because the service that
 * still announces it may have missed it.
 */
final class UpdateAgent {

    private final UpdateWork work;
    private final AtomicReference<@Nullable Running> current = new AtomicReference<>();

    UpdateAgent(UpdateWork work) {
        this.work = work;
    }

    /** Takes note of the retained job; an empty payload means there is none. Returns at once. */
    synchronized void announce(byte[] payload) {
        UpdateJob.parse(payload).ifPresentOrElse(this::take, this::stop);
    }

    /** Ends whatever is being done. */
    synchronized void stop() {
        var running = current.get();
        if (running != null) {
            running.thread().interrupt();
        }
    }

    private void take(UpdateJob job) {
        var running = current.get();
        if (running != null && running.job().sameAs(job)) {
            if (running.thread().isAlive()) {
                return;
            }
            work.repeatLast(job);
            return;
        }
        stop();
        var before = Optional.ofNullable(running).map(Running::thread);
        var thread =
                Thread.ofVirtual()
                        .name("update-" + job.jobId())
                        .unstarted(() -> perform(job, before));
        current.set(new Running(job, thread));
        thread.start();
    }

    /** Waits for the interrupted predecessor: two jobs must not write the same flash. */
    private void perform(UpdateJob job, Optional<Thread> before) {
        try {
            if (before.isPresent()) {
                before.get().join();
            }
            work.perform(job);
        } catch (InterruptedException e) {
            // A newer job took over, or the device was switched off.
            Thread.currentThread().interrupt();
        }
    }

    private record Running(UpdateJob job, Thread thread) {}
}
