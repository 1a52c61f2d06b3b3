// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs of the system that do not come along. */
final class Programs {

    private Programs() {}

    /** The first that can be run; throws with what to do when there is none. */
    static Path first(List<Path> candidates, String name, String remedy) throws IOException {
        return candidates.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IOException("%s is not installed: %s".formatted(name, remedy)));
    }
}
