// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.enroll;

import io.muster.bench.measure.Benchmark;
import io.muster.bench.measure.Contest;
import io.muster.bench.measure.Plan;
import io.muster.bench.measure.Report;
import io.muster.bench.measure.Sample;
import io.muster.bench.server.RegistryServer;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;

/** {@code bench enroll}. Rates are certificates per second of processor time. */
public final class EnrollBenchmark implements Benchmark {

    private static final int COUNT = 2_000;
    private static final int QUICK_COUNT = 400;
    private static final String OURS = "enroll";
    private static final String FLOOR = "verify and sign";

    @Override
    public String name() {
        return "enroll";
    }

    @Override
    public String description() {
        return "Certificates per second of registry-service's processor time, over EST with claim tokens and a real database, beside the cryptography alone.";
    }

    @Override
    public Report run(Plan plan) throws Exception {
        int count = plan.count(COUNT, QUICK_COUNT);
        int turns = plan.rounds() + 1;
        plan.say("Making keys and requests for %,d devices".formatted(count * turns));
        var stock = new CsrStock(count * turns);
        plan.say("Starting registry-service and its database");
        try (var registry = RegistryServer.start(plan.root())) {
            var contenders = new LinkedHashMap<String, Callable<Sample>>();
            var load =
                    new EstLoad(
                            registry.server(),
                            registry.estPort(),
                            Claims.tls(registry),
                            Claims.secret(registry),
                            stock,
                            count);
            var same = stock.take(count);
            contenders.put(OURS, load);
            contenders.put(FLOOR, new RawLoop(same));
            var contest = Contest.play(plan, contenders);
            var more = Report.members();
            more.put(
                    "floorCpuMsPerOp",
                    Report.rounded(contest.figures(FLOOR).median(Sample::cpuMillis)));
            return new Report(
                    name(),
                    contest.figures(OURS),
                    contest.figures(FLOOR),
                    contest.ratio(OURS, FLOOR),
                    more);
        }
    }
}
