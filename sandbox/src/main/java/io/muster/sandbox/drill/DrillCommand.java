// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import io.muster.sandbox.command.HomeOption;
import io.muster.sandbox.command.PortOptions;
import io.muster.sandbox.operator.NotObserved;
import io.muster.sandbox.run.BrokerKind;
import io.muster.sandbox.run.SandboxFailure;
import io.muster.sandbox.run.SandboxOptions;
import io.muster.sandbox.stage.Stage;
import io.muster.sandbox.stage.StageProgress;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Injects a fault under load and checks that every promise was kept. Exits with 0 only when it was.
 */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Injects a fault under load, then compares what was acknowledged with what the interfaces show.",
            "NAME is crash (the shadow service is killed five times), broker-restart, db-restart or reorder",
            "(updates come out of order and up to three times).",
            "Uses the running sandbox, or one of its own in a temporary directory that leaves nothing behind."
        })
public final class DrillCommand implements Callable<Integer> {

    private static final int FEWEST = 20;
    private static final int MOST = 1_000_000;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Option(
            names = "--json",
            description = "The last line on the standard output is the result as JSON.")
    private boolean json;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "For all that is left to chance.")
    private long seed;

    @Option(
            names = "--updates",
            paramLabel = "N",
            defaultValue = "2000",
            description =
                    "How many updates are published, 20 to 1000000; 2000 unless told otherwise.")
    private int updates;

    @Mixin private HomeOption home = new HomeOption();

    @Mixin private PortOptions ports = new PortOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var drill =
                Drill.named(name)
                        .orElseThrow(() -> new SandboxFailure("There is no drill " + name + "."));
        if (updates < FEWEST || updates > MOST) {
            throw new SandboxFailure("--updates is a number from 20 to 1000000.");
        }
        var commandLine = Objects.requireNonNull(spec, "picocli injects it").commandLine();
        var progress = json ? commandLine.getErr() : commandLine.getOut();
        var report = run(drill, new StageProgress(progress));
        commandLine.getOut().println(json ? report.json() : report.plain());
        commandLine.getOut().flush();
        return report.ok() ? 0 : 1;
    }

    private DrillReport run(Drill drill, StageProgress progress) throws Exception {
        var options = new SandboxOptions(home.home(), ports.ports(), BrokerKind.EMBEDDED, false);
        try (var stage = Stage.enterOrPass(options, progress)) {
            var load = DrillLoad.of(updates, seed);
            return new DrillRun(
                            stage.home().endpoints(), stage.installation(), load, progress::note)
                    .run(drill);
        } catch (NotObserved e) {
            progress.note(String.valueOf(e.getMessage()));
            return new DrillReport(drill.name(), false, Verdict.NONE, 0, seed);
        }
    }
}
