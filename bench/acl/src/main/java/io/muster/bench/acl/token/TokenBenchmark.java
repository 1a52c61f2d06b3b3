// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.token;

import io.muster.bench.measure.Benchmark;
import io.muster.bench.measure.Contest;
import io.muster.bench.measure.Plan;
import io.muster.bench.measure.Report;
import io.muster.bench.measure.Sample;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;

/** {@code bench token}. */
public final class TokenBenchmark implements Benchmark {

    private static final Duration TURN = Duration.ofSeconds(2);
    private static final Duration QUICK_TURN = Duration.ofMillis(800);
    private static final int TOKENS = 4_000;
    private static final int QUICK_TOKENS = 1_000;
    private static final String OURS = "ours ";
    private static final String FLOOR = "jose4j ";

    @Override
    public String name() {
        return "token";
    }

    @Override
    public String description() {
        return "Tokens never seen before, verified by acl-service and by jose4j in a bare loop, in the same process.";
    }

    @Override
    public Report run(Plan plan) throws Exception {
        int count = plan.count(TOKENS, QUICK_TOKENS);
        plan.say("Signing %,d tokens with ES256 and as many with RS256".formatted(count));
        var es256 = TokenStock.of(Signer.es256(), count);
        var rs256 = TokenStock.of(Signer.rs256(), count);
        var stocks = List.of(TokenStock.mixed(es256, rs256), es256, rs256);
        // As many threads for the cryptography as the floor has: more would only take more of a
        // busy machine.
        var vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(Pass.PROCESSORS));
        try {
            return report(
                    Contest.play(plan, contenders(vertx, stocks, plan.turn(TURN, QUICK_TURN))),
                    stocks);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static SequencedMap<String, Callable<Sample>> contenders(
            Vertx vertx, List<TokenStock> stocks, Duration turn) {
        var contenders = new LinkedHashMap<String, Callable<Sample>>();
        for (var stock : stocks) {
            contenders.put(OURS + stock.name(), new PassTurn(new Storm(vertx, stock), turn));
            contenders.put(FLOOR + stock.name(), new PassTurn(new BareLoop(stock), turn));
        }
        return contenders;
    }

    private Report report(Contest contest, List<TokenStock> stocks) {
        var mixed = stocks.getFirst();
        var more = Report.members();
        more.put(
                "floorCpuMsPerOp",
                Report.rounded(contest.figures(FLOOR + mixed.name()).median(Sample::cpuMillis)));
        for (var stock : stocks.subList(1, stocks.size())) {
            var its = more.putObject(stock.name());
            its.put(
                    "ours",
                    Report.rounded(contest.figures(OURS + stock.name()).median(Sample::perSecond)));
            its.put(
                    "floor",
                    Report.rounded(
                            contest.figures(FLOOR + stock.name()).median(Sample::perSecond)));
            its.put(
                    "ratio",
                    Report.rounded(
                            contest.ratio(OURS + stock.name(), FLOOR + stock.name()).median()));
        }
        return new Report(
                name(),
                contest.figures(OURS + mixed.name()),
                contest.figures(FLOOR + mixed.name()),
                contest.ratio(OURS + mixed.name(), FLOOR + mixed.name()),
                more);
    }
}
