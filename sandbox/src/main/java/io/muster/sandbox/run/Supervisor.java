// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.process.ProcessRecords;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Keeps the parts of a sandbox running: a part that dies is started again, after a pause that grows
 * while it keeps dying. When the sandbox ends, parts are ended in the reverse order of their start.
 */
final class Supervisor {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ConcurrentLinkedDeque<Part> parts = new ConcurrentLinkedDeque<>();
    private final ProcessRecords records;
    private final Progress progress;
    private final Runnable onChange;
    private volatile boolean ending;

    /** The change is of a part's process. */
    Supervisor(ProcessRecords records, Progress progress, Runnable onChange) {
        this.records = records;
        this.progress = progress;
        this.onChange = onChange;
    }

    /** Launches a part for the first time. */
    void launch(Part part) throws IOException, InterruptedException {
        parts.addFirst(part);
        launchRecorded(part);
    }

    private void launchRecorded(Part part) throws IOException, InterruptedException {
        part.launch();
        records.remember(part.name(), part.process());
        if (ending) {
            part.stop();
            throw new InterruptedException("the sandbox is ending");
        }
    }

    /** How long ago the part's process began. */
    static Duration age(Part part) throws IOException {
        var began = part.process().info().startInstant().orElseGet(Instant::now);
        return Duration.between(began, Instant.now());
    }

    /** From now on the part is started again when it dies. */
    void watch(Part part) throws IOException {
        var _ = part.process().onExit().thenRun(() -> died(part));
    }

    private void died(Part part) {
        if (!ending) {
            progress.note(part.name() + " ended unexpectedly and is started again");
            Thread.ofVirtual().name("restart-" + part.name()).start(() -> restart(part));
        }
    }

    private void restart(Part part) {
        try {
            for (var pause = FIRST_PAUSE; !ending; pause = longer(pause)) {
                Thread.sleep(pause);
                if (revived(part)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private boolean revived(Part part) throws InterruptedException {
        try {
            launchRecorded(part);
            onChange.run();
            Waiting.forOne(part);
            watch(part);
            progress.note(part.name() + " is back as process " + part.process().pid());
            return true;
        } catch (IOException e) {
            part.stop();
            progress.note(part.name() + " could not be started again: " + e.getMessage());
            return false;
        }
    }

    /** The process ids of all parts, by their names. */
    Map<String, Long> pids() throws IOException {
        var pids = new LinkedHashMap<String, Long>();
        for (var part : parts) {
            pids.put(part.name(), part.process().pid());
        }
        return pids;
    }

    /** Ends everything; what was started last is ended first, the services at the same time. */
    void end() throws IOException {
        ending = true;
        var services = parts.stream().filter(ServicePart.class::isInstance).toList();
        var threads = services.stream().map(part -> Thread.ofVirtual().start(part::stop)).toList();
        for (var thread : threads) {
            join(thread);
        }
        parts.removeAll(services);
        parts.forEach(Part::stop);
        parts.clear();
        records.endAll();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
