// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.bench.measure.Benchmark;
import io.muster.bench.measure.Contest;
import io.muster.bench.measure.Plan;
import io.muster.bench.measure.Report;
import io.muster.bench.measure.Sample;
import io.muster.bench.server.RegistryServer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/** {@code bench search}. */
public final class SearchBenchmark implements Benchmark {

    private static final int DEVICES = 1_000_000;
    private static final int QUICK_DEVICES = 100_000;
    private static final Duration TURN = Duration.ofSeconds(3);
    private static final Duration QUICK_TURN = Duration.ofSeconds(1);
    private static final String QUERY = "query";
    private static final String GROUP = "group";
    private static final String FLOOR = "plain column";
    private static final String SITE = "site-";

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String description() {
        return "A page of devices found by an attribute among a million, asked of registry-service over HTTP, and of a table made for that question.";
    }

    @Override
    public Report run(Plan plan) throws Exception {
        var stock = new DeviceStock(plan.count(DEVICES, QUICK_DEVICES));
        plan.say("Starting registry-service and its database");
        try (var registry = RegistryServer.start(plan.root());
                var api = new Api(registry);
                var database = registry.database()) {
            plan.say("Adding %,d devices".formatted(stock.devices()));
            stock.load(registry);
            plan.say("Finding the members of a group");
            long begin = System.nanoTime();
            var group = api.group("/bench", "attributes.site==" + SITE + "7");
            var more = Report.members().put("devices", stock.devices());
            more.put("settleSeconds", Duration.ofNanos(System.nanoTime() - begin).toSeconds());
            try (var statement = database.prepareStatement(PlainTable.SQL)) {
                var plain = new PlainTable(statement);
                var contenders = contenders(plan, stock, registry, api, group, plain);
                return report(Contest.play(plan, contenders), more);
            }
        }
    }

    private static SequencedMap<String, Callable<Sample>> contenders(
            Plan plan,
            DeviceStock stock,
            RegistryServer registry,
            Api api,
            String group,
            PlainTable plain) {
        var length = plan.turn(TURN, QUICK_TURN);
        int sites = stock.sites();
        LongSupplier service = () -> registry.server().cpuNanos();
        LongSupplier here = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
        var contenders = new LinkedHashMap<String, Callable<Sample>>();
        contenders.put(
                QUERY,
                new Turn(
                        site -> api.find("attributes.site==" + SITE + site),
                        sites,
                        service,
                        length));
        contenders.put(GROUP, new Turn(_ -> api.members(group), sites, service, length));
        contenders.put(FLOOR, new Turn(site -> plain.find(SITE + site), sites, here, length));
        return contenders;
    }

    private Report report(Contest contest, ObjectNode more) {
        var groups = contest.figures(GROUP);
        more.putObject(GROUP)
                .put("ours", Report.rounded(groups.median(Sample::perSecond)))
                .put("p50", Report.rounded(groups.median(Sample::p50Micros)))
                .put("p99", Report.rounded(groups.median(Sample::p99Micros)));
        var floor = contest.figures(FLOOR);
        more.put("floorP50", Report.rounded(floor.median(Sample::p50Micros)));
        more.put("floorP99", Report.rounded(floor.median(Sample::p99Micros)));
        return new Report(name(), contest.figures(QUERY), floor, contest.ratio(QUERY, FLOOR), more);
    }
}
