// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.JsonSize;
import io.muster.shadow.json.Pointer;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What will happen to members of a desired section. The last word about a member decides over it
 * whole: a write to a member, to what is in it or to what it is in, takes back what was planned for
 * it and when it was to end.
 */
public record Timetable(SortedMap<Pointer, Instant> ends, SortedMap<Pointer, Plan> plans) {

    /** Nothing will happen. */
    public static final Timetable EMPTY = new Timetable(new TreeMap<>(), new TreeMap<>());

    /** More at once than anybody oversees; with it the work of one moment is bounded. */
    public static final int MOST_ENTRIES = 256;

    public Timetable {
        ends = Collections.unmodifiableSortedMap(ends);
        plans = Collections.unmodifiableSortedMap(plans);
    }

    /** What is due at one moment. */
    public record Due(SortedMap<Pointer, Instant> ended, SortedMap<Pointer, Plan> begun) {

        /** Whether it is nothing. */
        public boolean isEmpty() {
            return ended.isEmpty() && begun.isEmpty();
        }
    }

    /** Members were written at this time, or removed where the value is null. */
    public Timetable written(NavigableMap<Pointer, JsonNode> members, Timing timing, Instant now) {
        if (isEmpty() && timing.ttl().isEmpty()) {
            return this;
        }
        var left = without(ends, members.navigableKeySet());
        timing.end(now).ifPresent(end -> put(left, members, end));
        return new Timetable(left, without(plans, members.navigableKeySet()));
    }

    /** Members will be written when their time comes; what they are until then stays as it is. */
    public Timetable planned(NavigableMap<Pointer, JsonNode> members, Timing timing, Instant now) {
        var at = timing.later(now).orElse(now);
        var next = without(plans, members.navigableKeySet());
        members.forEach((member, value) -> next.put(member, new Plan(value, at, timing.ttl())));
        return new Timetable(ends, next);
    }

    /** When something happens next. */
    public Optional<Instant> next() {
        return Stream.concat(ends.values().stream(), plans.values().stream().map(Plan::at))
                .min(Instant::compareTo);
    }

    /** What should have happened by now. */
    public Due due(Instant now) {
        return new Due(until(ends, Function.identity(), now), until(plans, Plan::at, now));
    }

    /** The same after what was due has happened; values that begin may end in their turn. */
    public Timetable after(Due due, Instant now) {
        var left = new TreeMap<>(ends);
        var waiting = new TreeMap<>(plans);
        left.keySet().removeAll(due.ended().keySet());
        waiting.keySet().removeAll(due.begun().keySet());
        var next = new Timetable(left, waiting);
        for (var begun : due.begun().entrySet()) {
            var member = new TreeMap<>(Map.of(begun.getKey(), begun.getValue().value()));
            var timing = new Timing(Optional.empty(), begun.getValue().ttl());
            next = next.written(member, timing, now);
        }
        return next;
    }

    /** The same without ends of members that the section does not have any more. */
    public Timetable of(ObjectNode section) {
        if (ends.isEmpty()) {
            return this;
        }
        var left = new TreeMap<>(ends);
        left.keySet().removeIf(member -> member.in(section).isEmpty());
        return new Timetable(left, plans);
    }

    /** Whether nothing will happen. */
    public boolean isEmpty() {
        return ends.isEmpty() && plans.isEmpty();
    }

    /** How many things will happen. */
    public int size() {
        return ends.size() + plans.size();
    }

    /**
     * The bytes of the values that wait, which count as if they were there, and of the places that
     * end, which are told when they do.
     */
    public int bytes() {
        int waiting =
                plans.entrySet().stream()
                        .mapToInt(plan ->
                                JsonSize.ofMember(
                                        plan.getKey().toString(), plan.getValue().value()))
                        .sum();
        return waiting
                + ends.keySet().stream().mapToInt(place -> JsonSize.ofName(place.toString())).sum();
    }

    private static void put(
            Map<Pointer, Instant> ends, SortedMap<Pointer, JsonNode> members, Instant end) {
        members.forEach((member, value) -> {
            if (!value.isNull()) {
                ends.put(member, end);
            }
        });
    }

    private static <T> SortedMap<Pointer, T> until(
            SortedMap<Pointer, T> all, Function<T, Instant> time, Instant now) {
        var due = new TreeMap<>(all);
        due.values().removeIf(entry -> time.apply(entry).isAfter(now));
        return due;
    }

    private static <T> TreeMap<Pointer, T> without(
            Map<Pointer, T> all, NavigableSet<Pointer> members) {
        var left = new TreeMap<Pointer, T>(all);
        left.keySet().removeIf(place -> place.overlapsAny(members));
        return left;
    }
}
