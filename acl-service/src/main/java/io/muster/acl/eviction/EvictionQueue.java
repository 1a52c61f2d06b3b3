// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import io.muster.acl.fleet.DeviceKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be ended: single devices, each once and at most so many, and besides them a
 * sweep over many, taken as the broker keeps up. What does not fit makes a new sweep due, which
 * finds it.
 */
final class EvictionQueue {

    private final Map<DeviceKey, Eviction> single = new LinkedHashMap<>();
    private final int bound;
    private @Nullable Iterator<DeviceKey> sweep;
    private boolean overflowed;

    EvictionQueue(int bound) {
        this.bound = bound;
    }

    /** A device that fell again while its eviction is confirmed starts over. */
    synchronized void add(DeviceKey device, long now) {
        if (single.size() >= bound && !single.containsKey(device)) {
            overflowed = true;
        } else {
            single.put(device, Eviction.at(device, now));
        }
    }

    synchronized void addIfAbsent(DeviceKey device, long now) {
        if (!single.containsKey(device)) {
            add(device, now);
        }
    }

    synchronized void sweep(Iterator<DeviceKey> devices) {
        sweep = devices;
        overflowed = false;
    }

    /** Says, once, whether something did not fit. */
    synchronized boolean takeOverflow() {
        boolean was = overflowed && single.isEmpty();
        overflowed &= !was;
        return was;
    }

    /** Takes what is due, at most so many; what is taken is put back, or gone. */
    synchronized List<Eviction> take(int most, long now) {
        var taken = new ArrayList<Eviction>();
        for (var each = single.values().iterator(); each.hasNext() && taken.size() < most; ) {
            var eviction = each.next();
            if (eviction.dueAt(now)) {
                each.remove();
                taken.add(eviction);
            }
        }
        var devices = sweep;
        while (devices != null && roomFor(taken.size()) && taken.size() < most) {
            if (devices.hasNext()) {
                taken.add(Eviction.ofSweep(devices.next(), now));
            } else {
                devices = null;
            }
        }
        sweep = devices;
        return taken;
    }

    /** What is taken may have to be put back. */
    private boolean roomFor(int taken) {
        return single.size() + taken < bound;
    }

    /** Puts back what is to be tried again, unless the device has fallen anew meanwhile. */
    synchronized void putBack(Eviction eviction) {
        single.putIfAbsent(eviction.device(), eviction);
    }

    /** How long until something is due; empty when nothing ever will be. */
    synchronized OptionalLong nanosToNext(long now) {
        return sweep != null && roomFor(0)
                ? OptionalLong.of(0)
                : single.values().stream()
                        .mapToLong(eviction -> Math.max(0, eviction.due() - now))
                        .min();
    }

    synchronized int size() {
        return single.size();
    }
}
