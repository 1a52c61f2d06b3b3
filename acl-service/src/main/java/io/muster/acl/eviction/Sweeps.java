// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Sweeps, one after the other and a piece at a time: a walk over a quarter of a million sessions in
 * one go would keep the event loop from answering brokers.
 */
final class Sweeps {

    private static final int PIECE = 4096;

    private final Deque<Sweep> waiting = new ArrayDeque<>();
    private Iterator<Evictee> current = Collections.emptyIterator();

    /** The waiting ones are few: the same one never waits twice. */
    void add(Sweep sweep) {
        if (!waiting.contains(sweep)) {
            waiting.addLast(sweep);
        }
    }

    void replace(Sweep sweep) {
        waiting.clear();
        current = sweep.begin();
    }

    /** Those found in the next piece, at most so many. */
    List<Evictee> take(int most, Predicate<Evictee> wanted) {
        var found = new ArrayList<Evictee>();
        for (int seen = 0; seen < PIECE && found.size() < most && !isEmpty(); seen++) {
            if (current.hasNext()) {
                var next = current.next();
                if (wanted.test(next)) {
                    found.add(next);
                }
            } else {
                current = waiting.removeFirst().begin();
            }
        }
        return found;
    }

    boolean isEmpty() {
        return !current.hasNext() && waiting.isEmpty();
    }
}
