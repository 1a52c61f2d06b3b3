// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.heartbeat;

import io.muster.registry.identity.DeviceIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last heartbeat of each device, until it is written. Of a device that speaks faster than we
 * write, older ones are dropped; so are those of devices for which there is no room. A device is
 * handed out at most once in each second of the clock.
 */
final class HeartbeatBuffer {

    /** By tenant and device: replicas that write the same rows lock them in the same order. */
    private static final Comparator<Beat> BY_KEY =
            Comparator.comparing((Beat beat) -> beat.identity().tenant())
                    .thenComparing(beat -> beat.identity().device());

    private final int capacity;
    private final Map<DeviceIdentity, Heartbeat> waiting = new LinkedHashMap<>();
    private final Set<DeviceIdentity> taken = new HashSet<>();
    private long second = Long.MIN_VALUE;

    HeartbeatBuffer(int capacity) {
        this.capacity = capacity;
    }

    /** A device's last heartbeat. */
    record Beat(DeviceIdentity identity, Heartbeat heartbeat) {}

    /** What became of a heartbeat that was offered. */
    enum Fate {
        /** It waits to be written. */
        KEPT,
        /** It waits to be written, instead of an older one of the same device. */
        REPLACED,
        /** There is no room for another device. */
        DROPPED
    }

    /** Takes a heartbeat in. */
    synchronized Fate offer(DeviceIdentity identity, Heartbeat heartbeat) {
        if (waiting.size() >= capacity && !waiting.containsKey(identity)) {
            return Fate.DROPPED;
        }
        return waiting.put(identity, heartbeat) == null ? Fate.KEPT : Fate.REPLACED;
    }

    /** Whether no other device fits in. */
    synchronized boolean full() {
        return waiting.size() >= capacity;
    }

    /** Hands out all devices that were not handed out in this second yet. */
    synchronized List<Beat> take(Instant now) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            taken.clear();
        }
        var due = new ArrayList<Beat>(waiting.size());
        waiting.entrySet()
                .removeIf(entry -> {
                    boolean first = taken.add(entry.getKey());
                    if (first) {
                        due.add(new Beat(entry.getKey(), entry.getValue()));
                    }
                    return first;
                });
        due.sort(BY_KEY);
        return due;
    }

    /** Takes back what could not be written, where nothing newer came and there is room. */
    synchronized void putBack(List<Beat> unwritten) {
        unwritten.forEach(beat -> taken.remove(beat.identity()));
        hold(unwritten);
    }

    /** The same for what another replica's write came before: it waits for the next second. */
    synchronized void hold(List<Beat> early) {
        for (var beat : early) {
            if (waiting.size() < capacity) {
                waiting.putIfAbsent(beat.identity(), beat.heartbeat());
            }
        }
    }
}
