// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.operator;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Waits for something to be observed, generously but not for ever. */
public final class Await {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /** Looks again and again until there is something to see. */
    public static <T> T until(String what, Duration patience, Look<T> look) throws Exception {
        return until(what, patience, look, any -> true);
    }

    /**
     * Looks again and again until what is seen has the wanted property.
     *
     * @param what is awaited, to say so, with what was seen last, when it never came
     */
    public static <T> T until(String what, Duration patience, Look<T> look, Predicate<T> wanted)
            throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var seen = look.now();
            if (seen.filter(wanted).isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() > deadline) {
                throw new NotObserved(
                        "%s was not observed within %d s; last seen: %s"
                                .formatted(
                                        what,
                                        patience.toSeconds(),
                                        seen.map(Object::toString).orElse("nothing")));
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Waits for the end of something that is under way. */
    public static <T> T completion(String what, Duration patience, CompletableFuture<T> underWay)
            throws InterruptedException, ExecutionException, NotObserved {
        try {
            return underWay.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NotObserved(
                    "%s was not observed within %d s".formatted(what, patience.toSeconds()));
        }
    }

    /** One look; empty when there is nothing to see yet. */
    @FunctionalInterface
    public interface Look<T> {

        /** What can be seen now. */
        Optional<T> now() throws Exception;
    }
}
