// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.net.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;

/**
 * What is looked at before anything is started, so that a start either works or says in one line
 * why not.
 */
final class Preflight {

    private static final long NEEDED_MEGABYTES = 700;
    private static final long BYTES_PER_MEGABYTE = 1024L * 1024L;

    private Preflight() {}

    static void check(SandboxOptions options) throws SandboxFailure, IOException {
        requireSpace(options.home());
        for (var port : options.ports().byName().entrySet()) {
            requireFree(port.getKey(), port.getValue());
        }
    }

    private static void requireSpace(MusterHome home) throws SandboxFailure, IOException {
        var free = Files.getFileStore(home.directory()).getUsableSpace() / BYTES_PER_MEGABYTE;
        if (free < NEEDED_MEGABYTES) {
            throw new SandboxFailure(
                    "Not enough disk space: %d MB are free in %s, Muster needs %d MB."
                            .formatted(free, home.directory(), NEEDED_MEGABYTES));
        }
    }

    private static void requireFree(String name, int port) throws SandboxFailure {
        if (!LoopbackPort.isFree(port)) {
            throw new SandboxFailure(
                    "Port %d is taken: end what listens there, or choose another port with --%s-port."
                            .formatted(port, name));
        }
    }
}
