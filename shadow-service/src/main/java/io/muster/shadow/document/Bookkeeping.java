// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.delivery.Delivery;
import io.muster.shadow.json.PatchLeaves;
import io.muster.shadow.json.Pointer;
import io.muster.shadow.schedule.Timing;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a change of the sections means for the ledger. */
final class Bookkeeping {

    private final ShadowDocument before;
    private final ShadowDocument after;

    /**
     * @param before the document before the change
     * @param after the document after it, with the ledger of before
     */
    Bookkeeping(ShadowDocument before, ShadowDocument after) {
        this.before = before;
        this.after = after;
    }

    /** After a patch; what the policy removed is over, so it can't end any more. */
    ShadowDocument patched(StatePatch patch, Timing timing, Instant now) {
        var ledger = after.ledger();
        var wishes = patch.of(SectionName.DESIRED);
        if (wishes != null) {
            var leaves = PatchLeaves.of(wishes);
            ledger = desired(ledger, leaves, delivery(ledger));
            ledger = ledger.with(ledger.timetable().written(leaves, timing, now));
        }
        var report = patch.of(SectionName.REPORTED);
        if (report != null) {
            var delivery = ledger.delivery().reported(ledger.desiredVersion(), after.inSync());
            ledger = ledger.reported(delivery).heard(delivery, ledger.removals().reported(report));
        }
        return kept(ledger);
    }

    /** After the clock ended some members and began others. */
    ShadowDocument ticked(NavigableMap<Pointer, JsonNode> leaves, boolean onlyEnded) {
        var ledger = after.ledger();
        var delivery = onlyEnded ? expired(ledger, leaves) : delivery(ledger);
        return kept(desired(ledger, leaves, delivery));
    }

    /** What is not there any more can't end. */
    private ShadowDocument kept(Ledger ledger) {
        return after.with(ledger.with(ledger.timetable().of(after.desired().state())));
    }

    private Delivery delivery(Ledger ledger) {
        return ledger.delivery().desired(ledger.desiredVersion() + 1, after.inSync());
    }

    private Delivery expired(Ledger ledger, SortedMap<Pointer, JsonNode> ended) {
        boolean wasMet = ended.keySet().stream().allMatch(this::wasMet);
        return ledger.delivery().expired(ledger.desiredVersion() + 1, wasMet, after.inSync());
    }

    private boolean wasMet(Pointer member) {
        return member.in(before.desired().state())
                .filter(wish ->
                        !Delta.metBy(wish, member.in(before.reported().state()).orElse(null)))
                .isEmpty();
    }

    private Ledger desired(
            Ledger ledger, NavigableMap<Pointer, JsonNode> leaves, Delivery delivery) {
        var removals =
                ledger.removals()
                        .then(removed(leaves), written(leaves), ledger.desiredVersion() + 1);
        return ledger.desired(delivery, removals);
    }

    /** What was taken out, each with all that was in it: some of that may be desired again. */
    private NavigableSet<Pointer> removed(NavigableMap<Pointer, JsonNode> leaves) {
        var places = new TreeSet<Pointer>();
        var state = before.desired().state();
        leaves.forEach((place, value) -> {
            if (value.isNull()) {
                place.in(state).ifPresent(old -> collect(places, place, old));
            }
        });
        places.remove(Pointer.ROOT); // a section is no member
        return places;
    }

    private static void collect(Set<Pointer> places, Pointer at, JsonNode old) {
        places.add(at);
        if (old instanceof ObjectNode object) {
            object.properties()
                    .forEach(inner -> collect(places, at.child(inner.getKey()), inner.getValue()));
        }
    }

    private static NavigableSet<Pointer> written(NavigableMap<Pointer, JsonNode> leaves) {
        return leaves.entrySet().stream()
                .filter(leaf -> !leaf.getValue().isNull())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
