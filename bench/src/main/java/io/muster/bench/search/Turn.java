// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.search;

import io.muster.bench.measure.Latencies;
import io.muster.bench.measure.Sample;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Questions one after the other, each about another site.
 *
 * @param cpu processor time of the process that answers
 */
record Turn(Question question, int sites, LongSupplier cpu, Duration length)
        implements Callable<Sample> {

    /** Asks for the devices of a site; answers how many came. */
    @FunctionalInterface
    interface Question {
        int ask(int site) throws Exception;
    }

    @Override
    public Sample call() throws Exception {
        var latencies = new Latencies();
        long cpuBefore = cpu.getAsLong();
        long begin = System.nanoTime();
        long now = begin;
        while (now - begin < length.toNanos()) {
            int found = question.ask(ThreadLocalRandom.current().nextInt(sites));
            if (found == 0) {
                throw new IllegalStateException("devices that are there were not found");
            }
            long then = System.nanoTime();
            latencies.add(then - now);
            now = then;
        }
        return Sample.of(latencies.total(), now - begin, cpu.getAsLong() - cpuBefore, latencies);
    }
}
