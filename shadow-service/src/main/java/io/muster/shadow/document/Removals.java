// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.shadow.json.JsonSize;
import io.muster.shadow.json.Pointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Members that were taken out of the desired section and of which the device may not know, each
 * with the desired version that did it. A delta of values can't show them; this can, and nothing
 * else does. So that a delta was confirmed is not enough: the broker takes it for a device that has
 * gone, too. An entry goes when the device says that it has applied that version or a later one,
 * when it reports that the member is gone, or when the member is desired again. What was in a
 * member is here beside it, for the day when only a part is desired again.
 *
 * @param forgotten the newest desired version of which an entry had to make room; 0 when none had
 */
public record Removals(SortedMap<Pointer, Long> entries, long forgotten) {

    /** None. */
    public static final Removals NONE = new Removals(new TreeMap<>(), 0);

    /** A device that is away for long learns of the newest ones; a get shows what there is. */
    static final int MOST_ENTRIES = 128;

    /** Of all places together, as JSON: messages and rows are not to grow with names. */
    static final int MOST_BYTES = 16 * 1024;

    private static final Comparator<Map.Entry<Pointer, Long>> NEWEST_AND_OUTERMOST_FIRST =
            Map.Entry.<Pointer, Long>comparingByValue()
                    .reversed()
                    .thenComparingInt(entry -> entry.getKey().tokens().size());

    public Removals {
        entries = Collections.unmodifiableSortedMap(entries);
    }

    /** The outermost places, which stand for what was in them. */
    List<Pointer> outermost() {
        var outermost = new ArrayList<Pointer>();
        for (var place : entries.keySet()) {
            if (outermost.isEmpty() || !outermost.getLast().covers(place)) {
                outermost.add(place);
            }
        }
        return outermost;
    }

    /** Whether the device may not know of removals that are not here any more. */
    boolean incomplete() {
        return forgotten > 0;
    }

    /**
     * After a desired version that removed some members and wrote others.
     *
     * @param removed what was taken out, with all that was in it
     */
    Removals then(NavigableSet<Pointer> removed, NavigableSet<Pointer> written, long version) {
        if (removed.isEmpty() && entries.isEmpty()) {
            return this;
        }
        var next = new TreeMap<>(entries);
        next.keySet().removeIf(place -> place.withinAny(removed));
        removed.forEach(place -> next.put(place, version));
        next.keySet().removeIf(place -> place.overlapsAny(written));
        return bounded(next);
    }

    private Removals bounded(SortedMap<Pointer, Long> all) {
        var kept = new TreeMap<Pointer, Long>();
        long lost = forgotten;
        int room = MOST_BYTES;
        for (var entry : all.entrySet().stream().sorted(NEWEST_AND_OUTERMOST_FIRST).toList()) {
            room -= JsonSize.of(TextNode.valueOf(entry.getKey().toString()));
            if (kept.size() < MOST_ENTRIES && room >= 0) {
                kept.put(entry.getKey(), entry.getValue());
            } else {
                lost = Math.max(lost, entry.getValue());
            }
        }
        return new Removals(kept, lost);
    }

    /** Whether the device was not brought all of them with the delta of this version. */
    boolean newerThan(long delivered) {
        return forgotten > delivered
                || entries.values().stream().anyMatch(removedBy -> removedBy > delivered);
    }

    /** After a report, whose nulls say what is gone. */
    Removals reported(JsonNode report) {
        if (entries.isEmpty()) {
            return this;
        }
        var left = new TreeMap<>(entries);
        left.keySet().removeIf(place -> goneIn(report, place));
        return new Removals(left, forgotten);
    }

    /** That all is gone says nothing of the device: so it begins its report anew. */
    private static boolean goneIn(JsonNode report, Pointer place) {
        var at = report;
        for (var token : place.tokens()) {
            at = at.path(token);
            if (at.isNull()) {
                return true;
            }
        }
        return false;
    }

    /** After the device has applied what a version says. */
    Removals known(long version) {
        if (entries.isEmpty() && forgotten == 0) {
            return this;
        }
        var left = new TreeMap<>(entries);
        left.values().removeIf(removedBy -> removedBy <= version);
        return new Removals(left, forgotten <= version ? 0 : forgotten);
    }

    /** After the delta of a version was confirmed: the device was told to ask for what is lost. */
    Removals brought(long version) {
        return forgotten == 0 || forgotten > version ? this : new Removals(entries, 0);
    }
}
