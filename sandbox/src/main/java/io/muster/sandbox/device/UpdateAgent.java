// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Performs the updates a device is told to. One job at a time: a newer one ends the work on the one
 * before it, and an older one is not looked at. A job that has ended gets its last report again,
 * because the service that still announces it may have missed it; one that was interrupted, by
 * switching the device off for example, is begun again.
 */
final class UpdateAgent {

    private final UpdateWork work;
    private @Nullable Running current;

    UpdateAgent(UpdateWork work) {
        this.work = work;
    }

    /** Takes note of the retained job; an empty payload means there is none. Returns at once. */
    synchronized void announce(byte[] payload) {
        UpdateJob.parse(payload).ifPresentOrElse(this::take, this::stop);
    }

    /** Ends whatever is being done. */
    synchronized void stop() {
        if (current != null) {
            current.thread().interrupt();
        }
    }

    private synchronized void take(UpdateJob job) {
        var running = current;
        if (running == null) {
            start(job, Optional.empty());
        } else if (job.sameAs(running.job())) {
            if (!running.thread().isAlive() && !work.repeatLast(job)) {
                start(job, Optional.empty());
            }
        } else if (job.revision() >= running.job().revision()) {
            stop();
            start(job, Optional.of(running.thread()));
        }
    }

    private synchronized void start(UpdateJob job, Optional<Thread> before) {
        var thread =
                Thread.ofVirtual()
                        .name("update-" + job.jobId())
                        .unstarted(() -> perform(job, before));
        current = new Running(job, thread);
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
