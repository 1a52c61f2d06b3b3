// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.command.HomeOption;
import io.muster.sandbox.command.PortOptions;
import io.muster.sandbox.run.BrokerKind;
import io.muster.sandbox.run.SandboxFailure;
import io.muster.sandbox.run.SandboxOptions;
import io.muster.sandbox.stage.Stage;
import io.muster.sandbox.stage.StageProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Goes through the main job unattended. Exits with 0 only when every step held. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows the main job, step by step, with what was observed.",
            "Uses the running sandbox, or starts one and ends it again. Exits with 0 only if every step held."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final String START = "sandbox-started";
    private static final int MIN_DEVICES = 2;

    @Option(
            names = "--json",
            description = "One JSON object a line: step, ok, observed, ms; the last with ok.")
    private boolean json;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "20",
            description = "Simulated devices (default: 20).")
    private int devices;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "For all that is left to chance.")
    private long seed;

    @Option(
            names = "--broker",
            defaultValue = "embedded",
            description =
                    "Of a sandbox that is started: ${COMPLETION-CANDIDATES} (default: embedded).")
    private BrokerKind broker = BrokerKind.EMBEDDED;

    @Mixin private HomeOption home = new HomeOption();

    @Mixin private PortOptions ports = new PortOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException, SandboxFailure {
        if (devices < MIN_DEVICES) {
            throw new SandboxFailure("The demo needs at least " + MIN_DEVICES + " devices.");
        }
        var commandLine = Objects.requireNonNull(spec, "picocli injects it").commandLine();
        var narrator =
                json
                        ? new JsonNarrator(commandLine.getOut())
                        : new PlainNarrator(commandLine.getOut());
        return perform(narrator, json ? commandLine.getErr() : commandLine.getOut());
    }

    private int perform(Narrator narrator, PrintWriter progress)
            throws InterruptedException, IOException {
        long begin = System.nanoTime();
        try (var stage = enter(progress)) {
            narrator.ended(
                    new StepResult(
                            START,
                            true,
                            "the sandbox runs in " + stage.home().directory(),
                            since(begin)));
            var tag = Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
            try (var scene = new Scene(stage.installation(), stage.issuer(), tag, devices, seed)) {
                return new Performance(narrator).run(MainJob.steps(), scene).ok() ? 0 : 1;
            }
        } catch (SandboxFailure e) {
            narrator.ended(
                    new StepResult(START, false, String.valueOf(e.getMessage()), since(begin)));
            narrator.over(new Narrator.Outcome(false, START, 0, since(begin)));
            return 1;
        }
    }

    private Stage enter(PrintWriter progress) throws SandboxFailure, InterruptedException {
        return Stage.enter(
                new SandboxOptions(home.home(), ports.ports(), broker, false),
                new StageProgress(progress));
    }

    private static long since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis();
    }
}
