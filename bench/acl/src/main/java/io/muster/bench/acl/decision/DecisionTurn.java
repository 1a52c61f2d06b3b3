// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import io.muster.bench.measure.Latencies;
import io.muster.bench.measure.Sample;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.IntPredicate;

/**
 * Decides for a while on one thread. First in batches, which tell the rate and, since a clock costs
 * about as much as a decision, what a decision takes without it; then one by one, which tells what
 * single decisions take, each with the cost of reading the clock in it.
 */
final class DecisionTurn implements Callable<Sample> {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final IntPredicate decide;
    private final int questions;
    private final int batch;
    private final long nanos;
    private Latencies batches = new Latencies();
    private int next;
    private int allowed;

    /**
     * @param batch how many decisions between two looks at the clock
     */
    DecisionTurn(IntPredicate decide, int questions, int batch, Duration duration) {
        this.decide = decide;
        this.questions = questions;
        this.batch = batch;
        this.nanos = duration.toNanos() / 2;
    }

    @Override
    public Sample call() {
        batches = new Latencies();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long decided = inBatches(start);
        long wall = System.nanoTime() - start;
        long used = THREADS.getCurrentThreadCpuTime() - cpu;
        return Sample.of(decided, wall, used, oneByOne());
    }

    /** What decisions of the last turn took, as means of a batch. */
    Latencies batches() {
        return batches;
    }

    /** How many were allowed; asking for it keeps the compiler from leaving decisions out. */
    int allowed() {
        return allowed;
    }

    private long inBatches(long start) {
        long decided = 0;
        long before = start;
        do {
            for (int i = 0; i < batch; i++) {
                decide();
            }
            decided += batch;
            long now = System.nanoTime();
            batches.add((now - before) / batch);
            before = now;
        } while (before - start < nanos);
        return decided;
    }

    private Latencies oneByOne() {
        var single = new Latencies();
        long start = System.nanoTime();
        long before = start;
        do {
            decide();
            long now = System.nanoTime();
            single.add(now - before);
            before = now;
        } while (before - start < nanos);
        return single;
    }

    private void decide() {
        if (decide.test(next)) {
            allowed++;
        }
        next = next + 1 == questions ? 0 : next + 1;
    }
}
