// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.imports;

import io.muster.bench.measure.Benchmark;
import io.muster.bench.measure.Contest;
import io.muster.bench.measure.Plan;
import io.muster.bench.measure.Report;
import io.muster.bench.measure.Sample;
import io.muster.bench.server.RegistryServer;
import io.muster.bench.server.Scratch;
import io.muster.sandbox.broker.BrokerOptions;
import io.muster.sandbox.broker.BrokerProcess;
import io.muster.sandbox.net.LoopbackPort;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code bench import}. */
public final class ImportBenchmark implements Benchmark {

    private static final int ROWS = 100_000;
    private static final int QUICK_ROWS = 10_000;
    private static final String OURS = "import";
    private static final String FLOOR = "copy";

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String description() {
        return "A file of devices imported by registry-service, beside one COPY of the same lines into the same database.";
    }

    @Override
    public Report run(Plan plan) throws Exception {
        var file = new DeviceFile(plan.count(ROWS, QUICK_ROWS));
        plan.say("Starting PostgreSQL, a broker and registry-service");
        try (var scratch = Scratch.create("import");
                var broker = BrokerProcess.start(messages(scratch));
                var registry = RegistryServer.start(plan.root(), broker.port())) {
            var contenders = new LinkedHashMap<String, Callable<Sample>>();
            contenders.put(OURS, new ImportTurn(registry, file));
            contenders.put(FLOOR, new InsertTurn(registry, file));
            return report(Contest.play(plan, contenders), file);
        }
    }

    private static BrokerOptions messages(Scratch scratch) {
        return new BrokerOptions(
                scratch.resolve("broker"),
                scratch.resolve("broker.log"),
                LoopbackPort.free(),
                new BrokerOptions.Access.OpenForTests(),
                Optional.empty(),
                false);
    }

    private Report report(Contest contest, DeviceFile file) {
        var ours = contest.figures(OURS);
        var more = Report.members();
        more.put("rows", file.rows());
        more.put("secondsFor100k", Report.rounded(ROWS / ours.median(Sample::perSecond)));
        more.put(
                "floorSecondsFor100k",
                Report.rounded(ROWS / contest.figures(FLOOR).median(Sample::perSecond)));
        return new Report(name(), ours, contest.figures(FLOOR), contest.ratio(OURS, FLOOR), more);
    }
}
