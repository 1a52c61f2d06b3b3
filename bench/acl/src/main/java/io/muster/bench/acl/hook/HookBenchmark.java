// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.hook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.bench.acl.fleet.Fleet;
import io.muster.bench.acl.fleet.Traffic;
import io.muster.bench.measure.Benchmark;
import io.muster.bench.measure.Contest;
import io.muster.bench.measure.Plan;
import io.muster.bench.measure.Report;
import io.muster.bench.measure.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;

/** {@code bench acl}. EMQX stands for the result, RabbitMQ is beside it. */
public final class HookBenchmark implements Benchmark {

    private static final Duration TURN = Duration.ofSeconds(3);
    private static final Duration QUICK_TURN = Duration.ofMillis(1_200);
    private static final int QUESTIONS = 512;
    private static final long SEED = 7;

    private static final String FEW = "r10";
    private static final String MANY = "r10000";
    private static final String FLOOR = "echo";
    private static final String BARE = "bare echo";
    private static final Map<String, Fleet> TENANTS =
            Map.of(FEW, Fleet.ofRules(10), MANY, Fleet.ofRules(10_000));

    /**
     * Fewer or more would mean that something else is measured than decisions of the fleet's rules.
     */
    private static final double LEAST_ALLOWED = 0.4;

    private static final double MOST_ALLOWED = 0.9;

    @Override
    public String name() {
        return "acl";
    }

    @Override
    public String description() {
        return "acl-service over HTTP, 16 connections, asked as EMQX and RabbitMQ ask, beside the same server that echoes JSON.";
    }

    @Override
    public Report run(Plan plan) throws Exception {
        plan.say("Starting the echo, and acl-service alone with tenants of 10 and of 10,000 rules");
        try (var surroundings = Surroundings.start(plan.root(), TENANTS)) {
            var contenders = new LinkedHashMap<String, Callable<Sample>>();
            var more = Report.members();
            for (var broker : surroundings.brokers()) {
                prepare(plan, surroundings, broker, contenders);
            }
            plan.say("Letting the servers' compilers do their work");
            for (var load : contenders.values()) {
                load.call();
            }
            var contest = Contest.play(plan, contenders);
            for (var broker : surroundings.brokers()) {
                describe(more.putObject(broker.name()), contest, broker.name());
            }
            return report(contest, more);
        }
    }

    private static void prepare(
            Plan plan,
            Surroundings surroundings,
            BrokerSide broker,
            SequencedMap<String, Callable<Sample>> contenders)
            throws IOException {
        var turn = plan.turn(TURN, QUICK_TURN);
        var few = rehearsal(plan, surroundings, broker, FEW);
        var many = rehearsal(plan, surroundings, broker, MANY);
        contenders.put(key(broker.name(), MANY), new Load(surroundings.acl(), many.ours(), turn));
        contenders.put(
                key(broker.name(), FLOOR), new Load(surroundings.echo(), many.floor(), turn));
        contenders.put(key(broker.name(), FEW), new Load(surroundings.acl(), few.ours(), turn));
        contenders.put(key(broker.name(), BARE), new Load(surroundings.echo(), many.bare(), turn));
    }

    private static Rehearsal rehearsal(
            Plan plan, Surroundings surroundings, BrokerSide broker, String tenant)
            throws IOException {
        var fleet = TENANTS.getOrDefault(tenant, Fleet.ofRules(10));
        var questions = new Traffic(fleet, tenant, SEED).questions(QUESTIONS);
        var rehearsal = Rehearsal.of(surroundings, broker, tenant, questions);
        double allowed = rehearsal.allowed();
        plan.say(
                "%s asks about %d things in %s, of which %.0f %% are allowed"
                        .formatted(broker.name(), QUESTIONS, tenant, 100 * allowed));
        if (allowed < LEAST_ALLOWED || allowed > MOST_ALLOWED) {
            throw new IOException("acl-service does not decide as the fleet's policies say");
        }
        return rehearsal;
    }

    private static String key(String broker, String what) {
        return broker + " " + what;
    }

    private Report report(Contest contest, ObjectNode more) {
        var ours = key("emqx", MANY);
        var floor = key("emqx", FLOOR);
        more.put("flat", Report.rounded(contest.ratio(ours, key("emqx", FEW)).median()));
        return new Report(
                name(),
                contest.figures(ours),
                contest.figures(floor),
                contest.ratio(ours, floor),
                more);
    }

    private static void describe(ObjectNode node, Contest contest, String broker) {
        var many = contest.figures(key(broker, MANY));
        var floor = contest.figures(key(broker, FLOOR));
        node.put("ours", Report.rounded(many.median(Sample::perSecond)));
        node.put("floor", Report.rounded(floor.median(Sample::perSecond)));
        node.put(
                "ratio",
                Report.rounded(contest.ratio(key(broker, MANY), key(broker, FLOOR)).median()));
        node.put(
                "flat",
                Report.rounded(contest.ratio(key(broker, MANY), key(broker, FEW)).median()));
        node.put(
                "bareRatio",
                Report.rounded(contest.ratio(key(broker, MANY), key(broker, BARE)).median()));
        node.put("p50", Report.rounded(many.median(Sample::p50Micros)));
        node.put("p99", Report.rounded(many.median(Sample::p99Micros)));
        node.put("floorP50", Report.rounded(floor.median(Sample::p50Micros)));
        node.put("floorP99", Report.rounded(floor.median(Sample::p99Micros)));
        node.put("cpuMsPerOp", Report.rounded(many.median(Sample::cpuMillis)));
        node.put("floorCpuMsPerOp", Report.rounded(floor.median(Sample::cpuMillis)));
        var bare = contest.figures(key(broker, BARE));
        node.put("bareCpuMsPerOp", Report.rounded(bare.median(Sample::cpuMillis)));
    }
}
