// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import io.muster.shadow.delivery.Sequence;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.ConflictPolicy;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Ledger;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.Section;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.json.PatchLeaves;
import io.muster.shadow.schedule.Timetable;
import io.muster.shadow.schedule.Timing;

/** One write to one shadow, in the order in which it may be refused. */
final class Writing {

    private final Shadow shadow;
    private final ShadowDocument base;
    private final Occasion occasion;

    Writing(Shadow shadow, Occasion occasion) {
        this.shadow = shadow;
        this.base = base(shadow, occasion);
        this.occasion = occasion;
    }

    static ShadowDocument base(Shadow shadow, Occasion occasion) {
        return switch (shadow) {
            case ShadowDocument document -> document;
            case Absent(long last) ->
                    ShadowDocument.of(
                                    last,
                                    Section.empty(),
                                    Section.empty(),
                                    occasion.now(),
                                    occasion.now())
                            .with(Ledger.after(last));
        };
    }

    Outcome write(Change.Write write, Expectation expected) {
        var manner = write.manner();
        var order = order(manner);
        if (order != Sequence.Order.NEXT) {
            boolean again = order == Sequence.Order.REPEATED && reportedAlready(write.edit());
            return new Outcome.Stale(base, again);
        }
        if (!expected.holdsFor(shadow)) {
            return new Outcome.Conflict(expected, shadow.version());
        }
        if (blind(expected) && sharedSectionIn(write.edit())) {
            return new Outcome.Refused(Refusal.versionRequired());
        }
        return switch (Resolution.of(write.edit(), base, occasion.limits())) {
            case Resolution.Refused(var refusal) -> new Outcome.Refused(refusal);
            case Resolution.Merged(var patch) -> merge(patch, manner);
        };
    }

    /**
     * Looked at before the version that is expected: a report that was stored, and comes again
     * because its answer was lost, expects a version that it has used up itself.
     */
    private Sequence.Order order(Manner manner) {
        return manner.sequence().isPresent()
                ? base.ledger().sequence().of(manner.sequence().getAsLong())
                : Sequence.Order.NEXT;
    }

    /** Another report under a number that was given before is not the same one once more. */
    private boolean reportedAlready(Edit edit) {
        return edit instanceof Edit.Merge(var patch)
                && base.reported().has(patch.of(SectionName.REPORTED));
    }

    private boolean blind(Expectation expected) {
        return base.ledger().policy() == ConflictPolicy.REJECT
                && expected instanceof Expectation.Anything;
    }

    /** Only the device reports, so nobody can overwrite there what he did not know. */
    private static boolean sharedSectionIn(Edit edit) {
        return edit.touches(SectionName.DESIRED) || edit.touches(SectionName.TAGS);
    }

    private Outcome merge(StatePatch patch, Manner manner) {
        var timing = manner.timing();
        boolean waits = timing.waits(occasion.now()) && patch.touches(SectionName.DESIRED);
        if (manner.skipUnchanged() && !waits && unchanged(patch, timing)) {
            return skipped(patch, manner);
        }
        var next = waits ? planned(patch, timing) : changed(base, patch, timing);
        return accepted(numbered(next, manner));
    }

    private boolean unchanged(StatePatch patch, Timing timing) {
        var timetable = base.ledger().timetable();
        boolean timed =
                patch.touches(SectionName.DESIRED)
                        && (timing.ttl().isPresent() || !timetable.isEmpty());
        return shadow instanceof ShadowDocument
                && !timed
                && base.settled()
                && base.desired().has(patch.of(SectionName.DESIRED))
                && base.reported().has(patch.of(SectionName.REPORTED))
                && base.tags().has(patch.of(SectionName.TAGS));
    }

    /**
     * The number of the report is remembered all the same, or a late one would be taken for new,
     * and so is that the device knows of a removal.
     */
    private Outcome skipped(StatePatch patch, Manner manner) {
        var noted = numbered(base.heard(patch), manner);
        return noted.ledger().equals(base.ledger())
                ? new Outcome.Unchanged(shadow)
                : new Outcome.Noted(noted);
    }

    private ShadowDocument changed(ShadowDocument document, StatePatch patch, Timing timing) {
        return document.changed(patch, timing, occasion.now(), occasion.by());
    }

    /** What is desired waits; the rest of the patch does not. */
    private ShadowDocument planned(StatePatch patch, Timing timing) {
        var desired = patch.of(SectionName.DESIRED);
        var rest = changed(base, patch.without(SectionName.DESIRED), Timing.ALWAYS);
        if (desired == null) {
            return rest;
        }
        var timetable =
                rest.ledger().timetable().planned(PatchLeaves.of(desired), timing, occasion.now());
        return rest.with(rest.ledger().with(timetable));
    }

    private static ShadowDocument numbered(ShadowDocument document, Manner manner) {
        Ledger ledger = document.ledger();
        return manner.sequence().isPresent()
                ? document.with(ledger.with(new Sequence(manner.sequence().getAsLong())))
                : document;
    }

    /** The document, unless it is too large. */
    Outcome accepted(ShadowDocument next) {
        int bytes = occasion.limits().bytes(next);
        // A document that a lowered limit made too large may still shrink.
        if (bytes > occasion.limits().documentBytes() && bytes > occasion.limits().bytes(base)) {
            return new Outcome.TooLarge(bytes, SubtreeSize.of(next));
        }
        return next.ledger().timetable().size() > Timetable.MOST_ENTRIES
                ? new Outcome.Refused(Refusal.tooManyTimers(Timetable.MOST_ENTRIES))
                : new Outcome.Applied(shadow, next);
    }
}
