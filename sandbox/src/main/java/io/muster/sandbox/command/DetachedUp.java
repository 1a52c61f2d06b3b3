// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.command;

import io.muster.sandbox.home.InstanceLock;
import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.process.ChildProcess;
import io.muster.sandbox.run.SandboxFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code up} in a process of its own and shows what it says until it is ready. */
final class DetachedUp {

    private static final int POLL_MILLIS = 100;

    private final MusterHome home;
    private final List<String> arguments;
    private final PrintWriter out;

    /** The arguments are those of the foreground command. */
    DetachedUp(MusterHome home, List<String> arguments, PrintWriter out) {
        this.home = home;
        this.arguments = arguments;
        this.out = out;
    }

    int run() throws SandboxFailure, IOException, InterruptedException {
        var running = InstanceLock.owner(home);
        if (running.isPresent()) {
            throw new SandboxFailure(
                    "Muster runs already in %s (process %d): end it with ./muster down."
                            .formatted(home.shown(home.directory()), running.get().pid()));
        }
        home.create();
        var log = home.log("up");
        Files.deleteIfExists(log);
        Files.deleteIfExists(ready());
        return follow(ChildProcess.start(command(), Map.of(), log), log);
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(ChildProcess.java());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "io.muster.sandbox.Muster"));
        arguments.stream().filter(argument -> !isDetach(argument)).forEach(command::add);
        command.add("--ready-file=" + ready());
        return command;
    }

    private static boolean isDetach(String argument) {
        return argument.equals("-d") || argument.equals("--detach");
    }

    private Path ready() {
        return home.directory().resolve("ready");
    }

    private int follow(ChildProcess child, Path log) throws IOException, InterruptedException {
        try (var reader = new RandomAccessFile(log.toFile(), "r")) {
            while (child.isAlive() && !Files.exists(ready())) {
                show(reader);
                Thread.sleep(POLL_MILLIS);
            }
            show(reader);
        }
        Files.deleteIfExists(ready());
        return child.isAlive() ? 0 : Math.max(1, child.exitCode());
    }

    private void show(RandomAccessFile log) throws IOException {
        var bytes = new byte[(int) (log.length() - log.getFilePointer())];
        log.readFully(bytes);
        out.print(new String(bytes, StandardCharsets.UTF_8));
        out.flush();
    }
}
