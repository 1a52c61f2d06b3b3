// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.shadow;

import io.muster.bench.measure.Benchmark;
import io.muster.bench.measure.Contest;
import io.muster.bench.measure.Latencies;
import io.muster.bench.measure.Plan;
import io.muster.bench.measure.Ratio;
import io.muster.bench.measure.Report;
import io.muster.bench.measure.Sample;
import io.muster.bench.server.ShadowServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Reports over MQTT that are answered once they are committed, beside the same number of rows
 * written one by one over 16 connections, in batches, and beside the broker alone. Then how long a
 * delta takes at half of that rate, and an answer where nothing else happens.
 */
public final class ShadowBenchmark implements Benchmark {

    private static final String OURS = "shadow-service";
    private static final String SINGLES = "UPDATE of a row";
    private static final String BATCHES = "UPDATE of 500 rows";
    private static final String BROKER = "broker alone";
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Override
    public String name() {
        return "shadow";
    }

    @Override
    public String description() {
        return "Reports of 10,000 devices over MQTT into PostgreSQL, beside bare UPDATEs and the broker alone";
    }

    @Override
    public Report run(Plan plan) throws Exception {
        var time = plan.turn(Duration.ofSeconds(10), Duration.ofSeconds(1));
        try (var service = ShadowServer.start(plan.root());
                var floors = Floors.prepare(service);
                var fleet = Fleet.connect(service)) {
            var turns = new LinkedHashMap<String, Callable<Sample>>();
            turns.put(OURS, () -> fleet.flood(Route.SERVICE, time));
            turns.put(SINGLES, () -> floors.singles(time));
            turns.put(BATCHES, () -> floors.batches(time));
            turns.put(BROKER, () -> fleet.flood(Route.BROKER, time));
            var contest = Contest.play(plan, turns);
            var more = Report.members();
            more.put("batchedRatio", Report.rounded(contest.ratio(OURS, BATCHES).median()));
            more.put("brokerRatio", Report.rounded(contest.ratio(OURS, BROKER).median()));
            more.put("lesserRatio", Report.rounded(lesser(contest).median()));
            double half = contest.figures(OURS).median(Sample::perSecond) / 2;
            plan.say("  %,.0f a second".formatted(half));
            var deltas = fleet.steady(half, time.multipliedBy(2));
            more.put("deltas", deltas.total());
            more.put("deltaP50", Report.rounded(deltas.micros(0.50)));
            more.put("deltaP99", Report.rounded(deltas.micros(0.99)));
            plan.say("  10 a second");
            var idle = idle(fleet, floors, plan.count(200, 30));
            more.put("idleP50", Report.rounded(idle.ours().micros(0.50)));
            more.put("commitP50", Report.rounded(idle.commits().micros(0.50)));
            more.put("idleRatio", Report.rounded(idle.ratio()));
            more.put("hot", Report.rounded(floors.hot()));
            return new Report(
                    name(),
                    contest.figures(OURS),
                    contest.figures(SINGLES),
                    contest.ratio(OURS, SINGLES),
                    more);
        }
    }

    /** Of batches and broker, whichever did less in the same round. */
    private static Ratio lesser(Contest contest) {
        var batches = contest.figures(BATCHES).perSecond();
        var broker = contest.figures(BROKER).perSecond();
        var least =
                IntStream.range(0, batches.size())
                        .mapToObj(i -> Math.min(batches.get(i), broker.get(i)))
                        .toList();
        return Ratio.of(contest.figures(OURS).perSecond(), least);
    }

    private record Idle(Latencies ours, Latencies commits) {

        double ratio() {
            return ours.micros(0.50) / commits.micros(0.50);
        }
    }

    private static Idle idle(Fleet fleet, Floors floors, int count) throws Exception {
        var idle = new Idle(new Latencies(), new Latencies());
        for (int i = 0; i < count; i++) {
            idle.ours().addAll(fleet.single());
            idle.commits().add(floors.commitNanos());
            Thread.sleep(PAUSE);
        }
        return idle;
    }
}
