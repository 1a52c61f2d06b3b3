// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.command;

import io.muster.sandbox.run.BrokerKind;
import io.muster.sandbox.run.Sandbox;
import io.muster.sandbox.run.SandboxFailure;
import io.muster.sandbox.run.SandboxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a sandbox and keeps it running until it is interrupted. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Starts Muster with all it needs. Ctrl-C, or ./muster down, ends everything it started.")
public final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "20",
            description = "Simulated devices (default: 20).")
    private int devices;

    @Option(
            names = "--broker",
            defaultValue = "embedded",
            description = "One of: ${COMPLETION-CANDIDATES} (default: embedded).")
    private BrokerKind broker = BrokerKind.EMBEDDED;

    @Option(
            names = "--keep-data",
            description = "Devices, certificates and messages of the last run are there again.")
    private boolean keepData;

    @Option(
            names = {"-d", "--detach"},
            description = "Returns when everything is ready, and leaves it running.")
    private boolean detach;

    @Option(names = "--ready-file", hidden = true, description = "Made when everything is ready.")
    private @Nullable Path readyFile;

    @Mixin private HomeOption home = new HomeOption();

    @Mixin private PortOptions ports = new PortOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws SandboxFailure, InterruptedException, IOException {
        return detach ? new DetachedUp(home.home(), arguments(), out()).run() : runUntilEnded();
    }

    private List<String> arguments() {
        return commandSpec().commandLine().getParseResult().originalArgs();
    }

    private int runUntilEnded() throws SandboxFailure, InterruptedException {
        var from = System.nanoTime();
        var progress = new PlainProgress(out());
        var options = new SandboxOptions(home.home(), ports.ports(), broker, keepData);
        var sandbox = Sandbox.open(options, progress);
        var ending = Ending.atExit(sandbox, progress);
        progress.note("Muster starts in " + options.home().shown(options.home().directory()));
        try {
            sandbox.start();
        } catch (SandboxFailure e) {
            ending.awaitWhenBegun();
            throw e;
        }
        var fleet = DemoFleetStart.of(sandbox, devices, progress, ending);
        new Summary(options.home(), options.ports())
                .print(out(), fleet, Duration.ofNanos(System.nanoTime() - from));
        tellReady();
        new CountDownLatch(1).await();
        return 0;
    }

    private void tellReady() {
        try {
            if (readyFile != null) {
                Files.writeString(readyFile, "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PrintWriter out() {
        return commandSpec().commandLine().getOut();
    }

    private CommandSpec commandSpec() {
        return Objects.requireNonNull(spec, "picocli injects it");
    }
}
