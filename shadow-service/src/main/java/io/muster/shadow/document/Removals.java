// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import io.muster.shadow.json.Pointer;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Members that were taken out of the desired section and of which the device may not know, each
 * with the desired version that did it. A delta of values can't show them; this can. An entry goes
 * when the device has got a delta of that version or a later one, or when the member is desired
 * again.
 */
public record Removals(SortedMap<Pointer, Long> entries) {

    /** None. */
    public static final Removals NONE = new Removals(new TreeMap<>());

    /** A device that is away for long learns of the newest ones; a get shows what there is. */
    static final int MOST_ENTRIES = 128;

    public Removals {
        entries = Collections.unmodifiableSortedMap(entries);
    }

    /** After a desired version that removed some members and wrote others. */
    Removals then(Collection<Pointer> removed, Collection<Pointer> written, long version) {
        if (removed.isEmpty() && entries.isEmpty()) {
            return this;
        }
        var next = new TreeMap<>(entries);
        next.keySet().removeIf(place -> written.stream().anyMatch(place::overlaps));
        next.keySet().removeIf(place -> removed.stream().anyMatch(r -> r.covers(place)));
        removed.forEach(place -> next.put(place, version));
        while (next.size() > MOST_ENTRIES) {
            next.keySet().remove(oldest(next));
        }
        return new Removals(next);
    }

    /** After the device has got the delta of a version. */
    Removals known(long version) {
        if (entries.isEmpty()) {
            return this;
        }
        var left = new TreeMap<>(entries);
        left.values().removeIf(removedBy -> removedBy <= version);
        return new Removals(left);
    }

    private static Pointer oldest(SortedMap<Pointer, Long> entries) {
        return Collections.min(entries.entrySet(), Map.Entry.comparingByValue()).getKey();
    }
}
