// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How much is measured.
 *
 * @param root of the checkout, where the services to start were built
 * @param quick less of everything, so that the whole stays under a minute
 * @param progress is told what is being done while it is done
 */
public record Plan(Path root, boolean quick, Consumer<String> progress) {

    private static final int ROUNDS = 6;
    private static final int QUICK_ROUNDS = 4;

    /** How often everybody's turn comes; the first round warms up and is thrown away. */
    public int rounds() {
        return quick ? QUICK_ROUNDS : ROUNDS;
    }

    /** The one or the other. */
    public Duration turn(Duration full, Duration whenQuick) {
        return quick ? whenQuick : full;
    }

    /** The one or the other. */
    public int count(int full, int whenQuick) {
        return quick ? whenQuick : full;
    }

    /** Tells what is being done. */
    public void say(String line) {
        progress.accept(line);
    }
}
