// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox;

import io.muster.sandbox.command.DownCommand;
import io.muster.sandbox.command.LogsCommand;
import io.muster.sandbox.command.StatusCommand;
import io.muster.sandbox.command.TokenCommand;
import io.muster.sandbox.command.UpCommand;
import io.muster.sandbox.demo.DemoCommand;
import io.muster.sandbox.drill.DrillCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher behind {@code ./muster}. */
@Command(
        name = "muster",
        description = "Muster on this machine: everything it needs, on loopback, for development.",
        mixinStandardHelpOptions = true,
        version = "Muster 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        footer = "  bench   Measures ours beside its floor, from a build of its own: bench --help.",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            DrillCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            LogsCommand.class,
        })
public final class Muster {

    private Muster() {}

    /**
     * Runs one command; the exit code is 0 when it succeeded, 1 when it did not and 2 when it was
     * misspelt.
     */
    public static void main(String[] args) {
        // The JDK's server writes headers and body apart, and would wait for the first to be
        // confirmed.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var commandLine =
                new CommandLine(new Muster())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExecutionExceptionHandler(new OneLineErrors());
        System.exit(commandLine.execute(args));
    }
}
