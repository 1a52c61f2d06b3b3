// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.heartbeat;

import io.muster.bench.measure.Benchmark;
import io.muster.bench.measure.Contest;
import io.muster.bench.measure.Plan;
import io.muster.bench.measure.Report;
import io.muster.bench.measure.Sample;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;

/**
 * Heartbeats over MQTT into the database, as fast as they are taken in, beside the bare statement
 * that writes the same rows; then 20,000 a second, from 10,000 devices, for as long as a turn.
 */
public final class HeartbeatBenchmark implements Benchmark {

    private static final String OURS = "registry-service";
    private static final String FLOOR = "bare UPDATE";
    private static final int DEVICES = 10_000;
    private static final int RATE = 20_000;

    @Override
    public String name() {
        return "heartbeat";
    }

    @Override
    public String description() {
        return "Heartbeats over MQTT into PostgreSQL, beside the bare UPDATE … FROM unnest() of the same rows";
    }

    @Override
    public Report run(Plan plan) throws Exception {
        var time = plan.turn(Duration.ofSeconds(10), Duration.ofSeconds(4));
        try (var stage = Stage.set(plan, DEVICES)) {
            var turns = new LinkedHashMap<String, Callable<Sample>>();
            turns.put(OURS, () -> stage.flood(time));
            turns.put(FLOOR, () -> stage.bare(time));
            var contest = Contest.play(plan, turns);
            plan.say("  %,d heartbeats a second from %,d devices".formatted(RATE, DEVICES));
            var steady = stage.steady(RATE, time);
            var more = Report.members();
            more.put("steady", Report.rounded(steady.perSecond()));
            more.put("steadyDropped", steady.dropped());
            more.put("steadyWritesPerDeviceSecond", Report.rounded(steady.writesPerDevice()));
            more.put("steadyLateSeconds", Report.rounded(steady.lateSeconds()));
            more.put("steadyCpuMsPerOp", Report.rounded(steady.cpuMillis()));
            return new Report(
                    name(),
                    contest.figures(OURS),
                    contest.figures(FLOOR),
                    contest.ratio(OURS, FLOOR),
                    more);
        }
    }
}
