// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Waits for parts that start at the same time, and notices at once when one of them does not make
 * it.
 */
final class Waiting {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int POLL_MILLIS = 100;

    private Waiting() {}

    /** What is to be done about a part. */
    interface Act {
        void on(Part part) throws IOException, InterruptedException;
    }

    /** A part ended, or took too long. */
    static final class NotReady extends IOException {

        private static final long serialVersionUID = 1L;

        private final String part;

        NotReady(Part part, String message) {
            super(message);
            this.part = part.name();
        }

        NotReady(Part part, IOException cause) {
            super(cause.getMessage(), cause);
            this.part = part.name();
        }

        String part() {
            return part;
        }
    }

    /** Returns when all are ready, each of which is told as soon as it is. */
    static void forAll(Collection<? extends Part> parts, Act onReady)
            throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Part> pending = new ArrayList<>(parts);
        while (!pending.isEmpty()) {
            for (var part : List.copyOf(pending)) {
                if (ready(part)) {
                    pending.remove(part);
                    onReady.on(part);
                }
            }
            if (!pending.isEmpty() && System.nanoTime() > deadline) {
                throw new NotReady(
                        pending.getFirst(), pending.getFirst().name() + " did not get ready");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Returns when the part is ready. */
    static void forOne(Part part) throws IOException, InterruptedException {
        forAll(List.of(part), ready -> {});
    }

    /** Throws when the service has ended. */
    static void requireAlive(ServicePart part) throws NotReady {
        try {
            part.requireAlive();
        } catch (IOException e) {
            throw new NotReady(part, e);
        }
    }

    private static boolean ready(Part part) throws NotReady, InterruptedException {
        try {
            return part.ready();
        } catch (IOException e) {
            throw new NotReady(part, e);
        }
    }
}
