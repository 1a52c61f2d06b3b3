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
import java.util.function.IntFunction;

/** {@code bench enroll}. Rates are certificates per second of processor time. */
public final class EnrollBenchmark implements Benchmark {

    private static final int COUNT = 2_000;
    private static final int QUICK_COUNT = 400;

    /** Until the compilers have done: a service that enrolls fleets has been up for longer. */
    private static final int WARM_UP = 12_000;

    private static final int QUICK_WARM_UP = 1_000;
    private static final String OURS = "enroll";
    private static final String FLOOR = "verify, build and sign";

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
        int warmUp = plan.count(WARM_UP, QUICK_WARM_UP);
        int all = warmUp + count * (plan.rounds() + 1);
        plan.say("Making keys and requests for %,d devices".formatted(all));
        var stock = new CsrStock(all);
        plan.say("Starting registry-service and its database");
        try (var registry = RegistryServer.start(plan.root())) {
            var contenders = new LinkedHashMap<String, Callable<Sample>>();
            var tls = Claims.tls(registry);
            var secret = Claims.secret(registry);
            IntFunction<EstLoad> load =
                    many ->
                            new EstLoad(
                                    registry.server(),
                                    registry.estPort(),
                                    tls,
                                    secret,
                                    stock,
                                    many);
            plan.say("Enrolling %,d devices before anything is measured".formatted(warmUp));
            load.apply(warmUp).call();
            var same = stock.take(count);
            contenders.put(OURS, load.apply(count));
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
