// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.MusterHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;

/**
 * Every run begins its logs anew; those of the run before are kept once, for whoever wants to know
 * why it ended.
 */
final class Logs {

    private Logs() {}

    static void begin(MusterHome home) throws IOException {
        // The log of a detached run is open by now: it belongs to this run.
        var own = home.log("up");
        try (var logs = Files.newDirectoryStream(home.logs(), "*.log")) {
            for (var log : logs) {
                if (!log.equals(own)) {
                    var before = log.resolveSibling(log.getFileName() + ".1");
                    Files.move(log, before, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
