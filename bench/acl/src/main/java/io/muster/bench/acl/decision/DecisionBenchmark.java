// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.bench.measure.Benchmark;
import io.muster.bench.measure.Contest;
import io.muster.bench.measure.Figures;
import io.muster.bench.measure.Plan;
import io.muster.bench.measure.Report;
import io.muster.bench.measure.Sample;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;

/** {@code bench decision}. The floor is the quicker of the two peers at 10,000 rules. */
public final class DecisionBenchmark implements Benchmark {

    private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);
    private static final List<Integer> QUICK_SIZES = List.of(10, 10_000);
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration QUICK_TURN = Duration.ofMillis(500);

    private static final List<String> PEERS = List.of("jcasbin", "cedar");

    @Override
    public String name() {
        return "decision";
    }

    @Override
    public String description() {
        return "Decisions in process, one thread: acl-service's engine beside jCasbin and Cedar, on the same policies.";
    }

    @Override
    public Report run(Plan plan) throws Exception {
        var sizes = plan.quick() ? QUICK_SIZES : SIZES;
        var turn = plan.turn(TURN, QUICK_TURN);
        var arenas = new LinkedHashMap<Integer, Arena>();
        var contenders = new LinkedHashMap<String, Callable<Sample>>();
        for (int size : sizes) {
            var arena =
                    Arena.of(
                            plan,
                            size,
                            List.of(new OurEngine(), new CasbinEngine(), new CedarEngine()),
                            turn);
            arenas.put(size, arena);
            arena.turns().forEach((engine, its) -> contenders.put(key(engine, size), its));
        }
        var contest = Contest.play(plan, contenders);
        return report(contest, arenas);
    }

    static String key(String engine, int size) {
        return engine + "@" + size;
    }

    private Report report(Contest contest, SequencedMap<Integer, Arena> arenas) {
        int most = arenas.lastEntry().getKey();
        var ours = key("ours", most);
        var floor = quicker(contest, most);
        var more = Report.members();
        more.put("rules", most).put("floorIs", floor.substring(0, floor.indexOf('@')));
        for (var peer : PEERS) {
            var versus = more.putObject(peer);
            var ratio = contest.ratio(ours, key(peer, most));
            versus.put("ratio", Report.rounded(ratio.median()));
            versus.put("ratioMin", Report.rounded(ratio.min()))
                    .put("ratioMax", Report.rounded(ratio.max()));
        }
        more.put(
                "flat",
                Report.rounded(
                        contest.ratio(ours, key("ours", arenas.firstEntry().getKey())).median()));
        var sizes = more.putObject("sizes");
        arenas.forEach((size, arena) ->
                describe(sizes.putObject(Integer.toString(size)), contest, size, arena));
        return new Report(
                name(),
                contest.figures(ours),
                contest.figures(floor),
                contest.ratio(ours, floor),
                more);
    }

    private static String quicker(Contest contest, int size) {
        boolean casbin =
                contest.figures(key("jcasbin", size)).median(Sample::perSecond)
                        > contest.figures(key("cedar", size)).median(Sample::perSecond);
        return key(casbin ? "jcasbin" : "cedar", size);
    }

    private static void describe(ObjectNode node, Contest contest, int size, Arena arena) {
        arena.turns()
                .forEach((engine, turn) -> {
                    var figures = contest.figures(key(engine, size));
                    var its = node.putObject(engine);
                    its.put("perSecond", Report.rounded(figures.median(Sample::perSecond)));
                    percentiles(its, figures);
                    its.put("batchP50", Report.rounded(turn.batches().micros(0.50)));
                    its.put("batchP99", Report.rounded(turn.batches().micros(0.99)));
                });
        for (var peer : PEERS) {
            node.put(
                    peer + "Ratio",
                    Report.rounded(contest.ratio(key("ours", size), key(peer, size)).median()));
        }
        var wide = arena.wide().call();
        node.put("wideP50", Report.rounded(wide.p50Micros()))
                .put("wideP99", Report.rounded(wide.p99Micros()));
        node.put("allowed", Report.rounded(arena.allowed()));
    }

    private static void percentiles(ObjectNode node, Figures figures) {
        node.put("p50", Report.rounded(figures.median(Sample::p50Micros)));
        node.put("p99", Report.rounded(figures.median(Sample::p99Micros)));
    }
}
