// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import io.muster.platform.topic.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far the events of each tenant have been followed. A tenant that is not mentioned is at 0.
 * Immutable but for {@link #advance}, which only the follower's serial work calls.
 */
final class Positions {

    /** What an event with a given sequence is to somebody who is at a given position. */
    enum Place {
        NEXT,
        DUPLICATE,
        GAP
    }

    private final ConcurrentHashMap<TenantId, Long> sequences;

    private Positions(ConcurrentHashMap<TenantId, Long> sequences) {
        this.sequences = sequences;
    }

    static Positions none() {
        return new Positions(new ConcurrentHashMap<>());
    }

    static Positions of(Map<TenantId, Long> heads) {
        return new Positions(new ConcurrentHashMap<>(heads));
    }

    Place place(TenantId tenant, long sequence) {
        long at = at(tenant);
        if (sequence <= at) {
            return Place.DUPLICATE;
        }
        return sequence == at + 1 ? Place.NEXT : Place.GAP;
    }

    void advance(TenantId tenant, long sequence) {
        sequences.put(tenant, sequence);
    }

    Positions copy() {
        return of(sequences);
    }

    private long at(TenantId tenant) {
        return sequences.getOrDefault(tenant, 0L);
    }

    /** Says whether these positions are at least as far as the others for every tenant. */
    boolean reach(Positions others) {
        return others.sequences.entrySet().stream()
                .allMatch(other -> at(other.getKey()) >= other.getValue());
    }
}
