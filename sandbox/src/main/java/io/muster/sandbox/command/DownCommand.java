// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.command;

import io.muster.sandbox.home.InstanceLock;
import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.process.ProcessRecords;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends a sandbox, and whatever one left behind. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Ends everything that up started.")
public final class DownCommand implements Callable<Integer> {

    private static final int PATIENCE_SECONDS = 45;

    @Mixin private HomeOption home = new HomeOption();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var directory = home.home();
        var running = InstanceLock.owner(directory);
        running.ifPresent(DownCommand::end);
        var left = new ProcessRecords(directory.processes()).endAll();
        say(running.isPresent(), left, directory);
        return 0;
    }

    private static void end(ProcessHandle up) {
        up.destroy();
        up.onExit().completeOnTimeout(up, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        up.destroyForcibly();
    }

    private void say(boolean wasRunning, int left, MusterHome directory) {
        var out = Objects.requireNonNull(spec, "picocli injects it").commandLine().getOut();
        if (wasRunning) {
            out.println("Muster has ended.");
        } else if (left > 0) {
            out.printf("Ended %d processes that an earlier run had left.%n", left);
        } else {
            out.printf("Muster is not running in %s.%n", directory.shown(directory.directory()));
        }
    }
}
