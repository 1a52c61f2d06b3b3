// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What is still to be ended: single clients, each once and at most so many, and besides them sweeps
 * over many, taken as the broker keeps up. What does not fit makes a new sweep due, which finds it.
 */
final class EvictionQueue {

    private final Map<Evictee, Eviction> single = new LinkedHashMap<>();
    private final Sweeps sweeps = new Sweeps();
    private final int bound;
    private boolean overflowed;

    EvictionQueue(int bound) {
        this.bound = bound;
    }

    /** A client that fell again while its eviction is confirmed starts over. */
    synchronized void add(Evictee evictee, long now) {
        if (single.size() >= bound && !single.containsKey(evictee)) {
            overflowed = true;
        } else {
            single.put(evictee, Eviction.at(evictee, now));
        }
    }

    synchronized void addIfAbsent(Evictee evictee, long now) {
        if (!single.containsKey(evictee)) {
            add(evictee, now);
        }
    }

    /** A sweep that finds everybody, in place of all others. */
    synchronized void sweepAll(Sweep sweep) {
        sweeps.replace(sweep);
        overflowed = false;
    }

    /** One more sweep after those under way, unless the same one is waiting to begin. */
    synchronized void sweep(Sweep sweep) {
        sweeps.add(sweep);
    }

    /** Says, once, whether something did not fit. */
    synchronized boolean takeOverflow() {
        boolean was = overflowed && single.isEmpty();
        overflowed &= !was;
        return was;
    }

    /**
     * Takes what is due, at most so many; what is taken is put back, or gone.
     *
     * @param wanted says who of those swept over is to go
     */
    synchronized List<Eviction> take(int most, long now, Predicate<Evictee> wanted) {
        var taken = new ArrayList<Eviction>();
        for (var each = single.values().iterator(); each.hasNext() && taken.size() < most; ) {
            var eviction = each.next();
            if (eviction.dueAt(now)) {
                each.remove();
                taken.add(eviction);
            }
        }
        var room = Math.min(most - taken.size(), bound - single.size() - taken.size());
        sweeps.take(room, wanted).forEach(found -> taken.add(Eviction.ofSweep(found, now)));
        return taken;
    }

    /** Puts back what is to be tried again, unless the client has fallen anew meanwhile. */
    synchronized void putBack(Eviction eviction) {
        single.putIfAbsent(eviction.evictee(), eviction);
    }

    /** How long until something is due; empty when nothing ever will be. */
    synchronized OptionalLong nanosToNext(long now) {
        return !sweeps.isEmpty() && single.size() < bound
                ? OptionalLong.of(0)
                : single.values().stream()
                        .mapToLong(eviction -> Math.max(0, eviction.due() - now))
                        .min();
    }

    synchronized int size() {
        return single.size();
    }
}
