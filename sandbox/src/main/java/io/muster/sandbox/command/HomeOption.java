// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.command;

import io.muster.sandbox.home.MusterHome;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which sandbox a command is about. */
public final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The sandbox's directory (default: .muster in the repository).")
    private @Nullable Path directory;

    /** The sandbox's directory, which need not exist. */
    public MusterHome home() {
        var standard = MusterHome.standard();
        return directory == null ? standard : standard.in(directory);
    }
}
