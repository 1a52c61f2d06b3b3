// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.sandbox.home.InstanceLock;
import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.run.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;

/** The sandbox of another process, as it describes itself. */
final class RunningSandbox {

    private RunningSandbox() {}

    /** Throws when there is none, or none that is ready. */
    static JsonNode endpoints(MusterHome home) throws SandboxFailure, IOException {
        if (InstanceLock.owner(home).isEmpty()) {
            throw new SandboxFailure(
                    "Muster is not running in %s: start it with ./muster up."
                            .formatted(home.shown(home.directory())));
        }
        if (!Files.exists(home.endpoints())) {
            throw new SandboxFailure("Muster is still starting, or already ending.");
        }
        return new ObjectMapper().readTree(home.endpoints().toFile());
    }
}
