// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.token;

import com.sun.management.OperatingSystemMXBean;
import io.muster.bench.measure.Latencies;
import io.muster.bench.measure.Sample;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Passes, one after the other, until the time is over. */
record PassTurn(Pass pass, Duration duration) implements Callable<Sample> {

    @Override
    public Sample call() throws InterruptedException {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var latencies = new Latencies();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        do {
            latencies.addAll(pass.run());
        } while (System.nanoTime() - start < duration.toNanos());
        long wall = System.nanoTime() - start;
        return Sample.of(latencies.total(), wall, system.getProcessCpuTime() - cpu, latencies);
    }
}
