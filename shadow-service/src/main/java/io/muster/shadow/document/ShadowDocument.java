// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.muster.shadow.delivery.Ack;
import io.muster.shadow.json.Pointer;
import io.muster.shadow.schedule.Timetable;
import io.muster.shadow.schedule.Timing;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A device's shadow: what its owners want of it, what it says of itself, what its owners note about
 * it, and the number of the change that made it so.
 */
public record ShadowDocument(
        long version,
        Section desired,
        Section reported,
        Section tags,
        Ledger ledger,
        Instant createdAt,
        Instant updatedAt)
        implements Shadow {

    /** Who writes what was planned, and removes what has ended. */
    private static final String CLOCK = "schedule";

    /** A shadow that has nothing but what the AWS contract knows. */
    public static ShadowDocument of(
            long version, Section desired, Section reported, Instant createdAt, Instant updatedAt) {
        return new ShadowDocument(
                version, desired, reported, Section.empty(), Ledger.NEW, createdAt, updatedAt);
    }

    /** What is desired and not yet reported. */
    public Section delta() {
        return Delta.between(desired, reported);
    }

    /** Whether nothing is desired that is not reported: whether the delta is empty. */
    public boolean inSync() {
        return Delta.none(desired, reported);
    }

    /** One of its sections. */
    public Section section(SectionName name) {
        return switch (name) {
            case DESIRED -> desired;
            case REPORTED -> reported;
            case TAGS -> tags;
        };
    }

    /**
     * The next version: a patch is merged, the shadow's policy settled, and the ledger kept.
     *
     * @param timing when what the patch desires ends; it begins now
     */
    public ShadowDocument changed(StatePatch patch, Timing timing, Instant now, String by) {
        var stamp = new Stamp(now.toEpochMilli(), version + 1, by);
        var merged =
                next(
                        desired.patched(patch.of(SectionName.DESIRED), stamp),
                        reported.patched(patch.of(SectionName.REPORTED), stamp),
                        tags.patched(patch.of(SectionName.TAGS), stamp),
                        now);
        boolean byOwner = patch.touches(SectionName.DESIRED);
        var settled = Settlement.of(this, merged, byOwner);
        return new Bookkeeping(this, settled).patched(patch, timing, now);
    }

    /** The next version: what was due has happened, all of it at once. */
    public ShadowDocument ticked(Timetable.Due due, Instant now) {
        var stamp = new Stamp(now.toEpochMilli(), version + 1, CLOCK);
        var ended = new TreeMap<Pointer, JsonNode>();
        due.ended().keySet().forEach(member -> ended.put(member, NullNode.getInstance()));
        var begun = new TreeMap<Pointer, JsonNode>();
        due.begun().forEach((member, plan) -> begun.put(member, plan.value()));
        // In this order: what begins where something ends does not go with it.
        var section = patched(patched(desired, ended, stamp), begun, stamp);
        var leaves = new TreeMap<>(ended);
        leaves.putAll(begun);
        var merged =
                next(section, reported, tags, now)
                        .with(ledger.with(ledger.timetable().after(due, now)));
        return new Bookkeeping(this, Settlement.of(this, merged, true))
                .ticked(leaves, due.begun().isEmpty());
    }

    private static Section patched(Section section, Map<Pointer, JsonNode> leaves, Stamp stamp) {
        var patched = section;
        for (var leaf : leaves.entrySet()) {
            patched = patched.patched(leaf.getKey().wrap(leaf.getValue()), stamp);
        }
        return patched;
    }

    /** Whether its policy takes nothing out of it; one that was changed lately may do so. */
    public boolean settled() {
        return Settlement.of(this, this, true).desired().state().equals(desired.state());
    }

    /** The same version; the delta of a desired version was confirmed. */
    public ShadowDocument delivered(long desiredVersion) {
        var delivery = ledger.delivery().delivered(desiredVersion, ledger.desiredVersion());
        return with(ledger.heard(delivery, ledger.removals().brought(delivery.deliveredVersion())));
    }

    /** The same version; a report says nothing new, but perhaps that something is gone. */
    public ShadowDocument heard(StatePatch report) {
        var reported = report.of(SectionName.REPORTED);
        return reported == null
                ? this
                : with(ledger.heard(ledger.delivery(), ledger.removals().reported(reported)));
    }

    /** The same version; the device said what became of a desired version. */
    public ShadowDocument acknowledged(Ack ack) {
        var delivery = ledger.delivery().acknowledged(ack, ledger.desiredVersion());
        boolean done = ack.applied() && ack.desiredVersion() <= ledger.desiredVersion();
        var removals = done ? ledger.removals().known(ack.desiredVersion()) : ledger.removals();
        return with(ledger.heard(delivery, removals));
    }

    private ShadowDocument next(
            Section nextDesired, Section nextReported, Section nextTags, Instant now) {
        return new ShadowDocument(
                version + 1, nextDesired, nextReported, nextTags, ledger, createdAt, now);
    }

    /** The same version with another desired section. */
    public ShadowDocument with(Section otherDesired) {
        return new ShadowDocument(
                version, otherDesired, reported, tags, ledger, createdAt, updatedAt);
    }

    /** The same version with another ledger. */
    public ShadowDocument with(Ledger other) {
        return new ShadowDocument(version, desired, reported, tags, other, createdAt, updatedAt);
    }
}
