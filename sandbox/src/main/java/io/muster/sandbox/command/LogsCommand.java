// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.command;

import io.muster.sandbox.process.LogTail;
import io.muster.sandbox.run.SandboxFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a process of the sandbox has written. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "The log of registry, shadow, ota, acl, broker, postgres or up.")
public final class LogsCommand implements Callable<Integer> {

    private static final int POLL_MILLIS = 200;

    @Parameters(index = "0", paramLabel = "SERVICE")
    private String service = "";

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "200",
            description = "How many lines (default: 200).")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on until Ctrl-C.")
    private boolean follow;

    @Mixin private HomeOption home = new HomeOption();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws SandboxFailure, IOException, InterruptedException {
        var log = home.home().log(service);
        if (!service.matches("[a-z]+") || !Files.exists(log)) {
            throw new SandboxFailure(
                    "There is no log of '%s', but of: %s.".formatted(service, known()));
        }
        var out = Objects.requireNonNull(spec, "picocli injects it").commandLine().getOut();
        LogTail.of(log, lines).forEach(out::println);
        out.flush();
        if (follow) {
            follow(log, out);
        }
        return 0;
    }

    private String known() throws IOException {
        if (!Files.isDirectory(home.home().logs())) {
            return "nothing yet";
        }
        try (var logs = Files.list(home.home().logs())) {
            return logs.map(log -> log.getFileName().toString().replace(".log", ""))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }

    private static void follow(Path log, PrintWriter out) throws IOException, InterruptedException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(file.length());
            while (true) {
                var bytes = new byte[(int) (file.length() - file.getFilePointer())];
                file.readFully(bytes);
                out.print(new String(bytes, StandardCharsets.UTF_8));
                out.flush();
                Thread.sleep(POLL_MILLIS);
            }
        }
    }
}
