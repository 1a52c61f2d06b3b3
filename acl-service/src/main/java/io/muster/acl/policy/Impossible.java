// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.Condition.All;
import io.muster.acl.policy.Condition.Leaf;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds conditions whose members, each possible, never hold together. */
final class Impossible {

    /** A window that did not open in a week and a day does not open at all. */
    private static final Duration LONG_ENOUGH = Duration.ofDays(8);

    private final List<Check> checks;

    private Impossible(Condition condition) {
        checks = conjuncts(condition).map(Leaf::check).toList();
    }

    /** Why it never holds; empty when it may. */
    static Optional<String> in(Condition condition) {
        var impossible = new Impossible(condition);
        if (impossible.qosExcluded()) {
            return Optional.of("no quality of service is in all of its lists");
        }
        var first = impossible.first();
        var last = impossible.last();
        if (first.isAfter(last)) {
            return Optional.of("not_before is after not_after");
        }
        boolean closed =
                impossible.of(TimeWindow.class).anyMatch(window -> !opens(window, first, last));
        return closed
                ? Optional.of("the time window never opens between not_before and not_after")
                : Optional.empty();
    }

    /** What must hold in any case. */
    private static Stream<Leaf> conjuncts(Condition condition) {
        return switch (condition) {
            case Leaf leaf -> Stream.of(leaf);
            case All(var parts) -> parts.stream().flatMap(Impossible::conjuncts);
            default -> Stream.empty();
        };
    }

    private <T extends Check> Stream<T> of(Class<T> type) {
        return checks.stream().filter(type::isInstance).map(type::cast);
    }

    private boolean qosExcluded() {
        var lists = of(Check.QosAmong.class).map(Check.QosAmong::wanted).toList();
        return !lists.isEmpty()
                && lists.getFirst().stream()
                        .noneMatch(qos -> lists.stream().allMatch(list -> list.contains(qos)));
    }

    private Instant first() {
        var moments = of(Check.NotBefore.class).map(Check.NotBefore::first).toList();
        return moments.isEmpty() ? Instant.MIN : Collections.max(moments);
    }

    private Instant last() {
        var moments = of(Check.NotAfter.class).map(Check.NotAfter::last).toList();
        return moments.isEmpty() ? Instant.MAX : Collections.min(moments);
    }

    private static boolean opens(TimeWindow window, Instant first, Instant last) {
        if (first.equals(Instant.MIN)
                || last.equals(Instant.MAX)
                || Duration.between(first, last).compareTo(LONG_ENOUGH) > 0) {
            return true;
        }
        for (var at = first; !at.isAfter(last); at = window.nextEdge(at)) {
            if (window.contains(at)) {
                return true;
            }
        }
        return false;
    }
}
