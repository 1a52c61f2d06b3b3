// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import io.muster.sandbox.operator.NotObserved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Strikes while the load runs: each time when a seeded number of updates has been accepted, so that
 * every blow meets a service at work. That the next mark is reached at all shows that the window
 * was drained after the restart.
 */
final class Campaign {

    /** From a blow to the first accepted update after it; beyond this it is a stall. */
    private static final Duration STALL = Duration.ofSeconds(90);

    private final History history;
    private final Strike strike;
    private final Consumer<String> tell;
    private final List<Long> recoveries = new ArrayList<>();

    Campaign(History history, Strike strike, Consumer<String> tell) {
        this.history = history;
        this.strike = strike;
        this.tell = tell;
    }

    /** Runs all strikes and waits for the rest of the answers; false when some never came. */
    boolean run(int total, int strikes, long seed) throws Exception {
        for (int mark : marks(total, strikes, seed)) {
            NotObserved.unless(
                    history.awaitAccepted(mark, STALL),
                    "stalled: %d of %d updates accepted".formatted(history.acceptances(), total));
            hit(total);
        }
        return history.awaitAccepted(total, STALL);
    }

    /** The slowest recovery in milliseconds. */
    long slowestRecovery() {
        return recoveries.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Marks are spread evenly with a jitter, and leave a last part in which no blow falls. */
    static List<Integer> marks(int total, int strikes, long seed) {
        var random = new SplittableRandom(seed);
        int part = total / (strikes + 1);
        var marks = new ArrayList<Integer>();
        for (int i = 0; i < strikes; i++) {
            marks.add(Math.max(1, i * part + part / 4 + random.nextInt(Math.max(1, part / 2))));
        }
        return marks;
    }

    private void hit(int total) throws Exception {
        long begin = System.nanoTime();
        long pid = strike.hit();
        int before = history.acceptances();
        strike.awaitSuccessor(pid);
        if (before < total) {
            NotObserved.unless(
                    history.awaitAccepted(before + 1, STALL),
                    "stalled after a restart at " + before + " accepted updates");
        }
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        recoveries.add(millis);
        tell.accept(
                "struck at %d accepted updates; the next was accepted after %d ms"
                        .formatted(before, millis));
    }
}
