// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.command;

import io.muster.bench.measure.Benchmark;
import io.muster.bench.measure.Goals;
import io.muster.bench.measure.Machine;
import io.muster.bench.measure.Plan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures ours beside its floor, in turns, on this machine. */
@Command(name = "muster bench", mixinStandardHelpOptions = true, sortOptions = false)
public final class BenchCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Option(names = "--quick", description = "Less of everything: under a minute.")
    private boolean quick;

    @Option(
            names = "--json",
            description = "The last line on the standard output is the result as JSON.")
    private boolean json;

    @Option(
            names = "--check",
            description = "Exit with 1 when a goal of bench/goals.json is missed.")
    private boolean check;

    @Spec private @Nullable CommandSpec spec;

    private final List<Benchmark> benchmarks;
    private final Path root;

    BenchCommand(List<Benchmark> benchmarks, Path root) {
        this.benchmarks = List.copyOf(benchmarks);
        this.root = root;
    }

    /**
     * Exits with 0, with 1 when it failed or missed a goal, with 2 when there is no such benchmark.
     */
    public static void main(String[] arguments) {
        var root = Path.of(System.getProperty("muster.root", "")).toAbsolutePath();
        var found =
                ServiceLoader.load(Benchmark.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        System.exit(commandLine(new BenchCommand(found, root)).execute(arguments));
    }

    static CommandLine commandLine(BenchCommand command) {
        var commandLine = new CommandLine(command);
        commandLine
                .getCommandSpec()
                .usageMessage()
                .description(
                        "Runs ours and its floor in turns on this machine, and compares them round by round.",
                        "NAME is one of: " + command.names() + ".",
                        "Rates are per second and durations in microseconds; what can be compared is the ratio.");
        return commandLine;
    }

    @Override
    public Integer call() throws Exception {
        var commandLine = Objects.requireNonNull(spec, "picocli injects it").commandLine();
        var benchmark =
                benchmarks.stream()
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .orElse(null);
        if (benchmark == null) {
            throw new ParameterException(
                    commandLine,
                    "There is no benchmark " + name + " yet. There are: " + names() + ".");
        }
        var progress = json ? commandLine.getErr() : commandLine.getOut();
        var machine = Machine.here(root);
        progress.println(benchmark.description());
        var result =
                benchmark.run(new Plan(root, quick, line -> say(progress, line))).json(machine);
        var missed = Goals.read(root.resolve("bench/goals.json")).missed(name, result);
        missed.forEach(goal -> say(progress, "MISSED: " + goal));
        say(commandLine.getOut(), json ? result.toString() : result.toPrettyString());
        return check && !missed.isEmpty() ? 1 : 0;
    }

    private String names() {
        return String.join(", ", benchmarks.stream().map(Benchmark::name).sorted().toList());
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
