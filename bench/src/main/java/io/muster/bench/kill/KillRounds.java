// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.kill;

import io.muster.sandbox.home.PrivateFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command: as many rounds as asked for, the candidates in turns. */
@Command(
        name = "kill-rounds",
        mixinStandardHelpOptions = true,
        description =
                "Kills a service with -9 twice per round in the middle of 2,000 QoS 1 messages, and"
                        + " counts what became of those that the broker had acknowledged.")
final class KillRounds implements Callable<Integer> {

    private static final PrintStream OUT = System.out;

    @Option(
            names = "--rounds",
            defaultValue = "20",
            description = "Per candidate; ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--seed", defaultValue = "7", description = "Decides where; ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--candidates",
            split = ",",
            defaultValue = "OURS,DELIVERED",
            description = "Of ${COMPLETION-CANDIDATES}, which is also the default")
    private List<Candidate> candidates = List.of();

    @Option(names = "--json", description = "The last line is one JSON object")
    private boolean json;

    @Option(names = "--keep", description = "Keep logs and data, and say where")
    private boolean keep;

    private final Map<Candidate, List<Tally>> tallies = new EnumMap<>(Candidate.class);

    /** Exits 1 when our connector has failed a round. */
    public static void main(String[] arguments) {
        var command = new CommandLine(new KillRounds()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        var surroundings = Surroundings.start(Files.createTempDirectory("muster-kill-rounds-"));
        // At an interruption too: our processes run apart from the terminal and would stay.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(surroundings)));
        try (var ledger = surroundings.ledger();
                var load = Load.connect(surroundings.broker().port())) {
            for (int round = 1; round <= rounds; round++) {
                for (var candidate : candidates) {
                    play(surroundings, ledger, load, candidate, round);
                }
            }
        }
        return report();
    }

    /** All candidates are killed at the same places of a round. */
    private void play(
            Surroundings surroundings, Ledger ledger, Load load, Candidate candidate, int round)
            throws IOException, SQLException, InterruptedException {
        var root = Path.of(System.getProperty("muster.root", ""));
        var clientId = candidate.channel() + "-" + round;
        try (var victim = Victim.start(root, surroundings, candidate, clientId)) {
            var tally = new Round(victim, ledger, load, new Random(seed + round)).run();
            tallies.computeIfAbsent(candidate, _ -> new ArrayList<>()).add(tally);
            OUT.printf("round %d, %s: %s%n", round, candidate.channel(), tally);
        }
    }

    private int report() {
        var scores =
                tallies.entrySet().stream()
                        .map(entry -> new Score(entry.getKey(), entry.getValue()))
                        .toList();
        scores.forEach(score -> OUT.println(score.line()));
        boolean ok =
                scores.stream()
                        .noneMatch(
                                score -> score.candidate() == Candidate.OURS && score.failed() > 0);
        if (json) {
            OUT.printf(
                    "{\"bench\":\"kill-rounds\",\"ok\":%s,\"seed\":%d,\"candidates\":[%s]}%n",
                    ok, seed, scores.stream().map(Score::json).collect(Collectors.joining(",")));
        }
        return ok ? 0 : 1;
    }

    private void clear(Surroundings surroundings) {
        surroundings.close();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        if (keep) {
            OUT.println("Logs and data are in " + surroundings.directory());
            return;
        }
        try {
            PrivateFiles.delete(surroundings.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
