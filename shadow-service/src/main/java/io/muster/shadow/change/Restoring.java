// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import io.muster.shadow.delivery.Sequence;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.ConflictPolicy;
import io.muster.shadow.document.Ledger;
import io.muster.shadow.document.Metadata;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.json.Json;
import io.muster.shadow.schedule.Timing;
import java.util.Arrays;

/** One shadow that gets back what was saved of it. */
final class Restoring {

    private final Shadow shadow;
    private final Occasion occasion;

    Restoring(Shadow shadow, Occasion occasion) {
        this.shadow = shadow;
        this.occasion = occasion;
    }

    Outcome restore(Shadow saved) {
        return switch (saved) {
            case Absent gone -> erase(gone);
            case ShadowDocument document -> restore(document);
        };
    }

    private Outcome erase(Absent gone) {
        if (shadow instanceof Absent && shadow.version() >= gone.version()) {
            return new Outcome.Unchanged(shadow);
        }
        long next = Math.max(gone.version(), shadow.version() + 1);
        return new Outcome.Erased(shadow.version(), new Absent(next));
    }

    private Outcome restore(ShadowDocument saved) {
        if (shadow instanceof ShadowDocument now && same(now, saved)) {
            return new Outcome.Unchanged(now);
        }
        var writing = new Writing(shadow, occasion);
        return shadow.version() == 0 ? writing.accepted(saved) : over(saved, writing);
    }

    /** Stamps that say the same may be kept in several forms. */
    private static boolean same(ShadowDocument now, ShadowDocument saved) {
        return now.version() == saved.version()
                && now.createdAt().equals(saved.createdAt())
                && now.updatedAt().equals(saved.updatedAt())
                && now.ledger().equals(saved.ledger())
                && Arrays.stream(SectionName.values()).allMatch(name -> same(now, saved, name))
                && Json.identical(Metadata.of(now), Metadata.of(saved));
    }

    private static boolean same(ShadowDocument now, ShadowDocument saved, SectionName name) {
        return Json.identical(now.section(name).state(), saved.section(name).state());
    }

    /** A write of all sections says what the device has to be told; the rest is as it was saved. */
    private Outcome over(ShadowDocument saved, Writing writing) {
        var base = Writing.base(shadow, occasion);
        var open = base.with(base.ledger().with(ConflictPolicy.LWW));
        var write = new Edit.Replace(sections(saved));
        return switch (Resolution.of(write, open, occasion.limits())) {
            case Resolution.Refused(var refusal) -> new Outcome.Refused(refusal);
            case Resolution.Merged(var patch) -> {
                var written = open.changed(patch, Timing.ALWAYS, occasion.now(), occasion.by());
                yield writing.accepted(renumbered(saved, written));
            }
        };
    }

    private static StatePatch sections(ShadowDocument saved) {
        var sections = Json.object();
        for (var name : SectionName.values()) {
            sections.set(name.member(), saved.section(name).state());
        }
        return new StatePatch(sections);
    }

    private static ShadowDocument renumbered(ShadowDocument saved, ShadowDocument written) {
        return new ShadowDocument(
                Math.max(saved.version(), written.version()),
                saved.desired(),
                saved.reported(),
                saved.tags(),
                renumbered(saved.ledger(), written.ledger(), saved.inSync()),
                saved.createdAt(),
                saved.updatedAt());
    }

    private static Ledger renumbered(Ledger saved, Ledger written, boolean met) {
        long desired = Math.max(saved.desiredVersion(), written.desiredVersion());
        return new Ledger(
                desired,
                Math.max(saved.reportedVersion(), written.reportedVersion()),
                written.delivery().desired(desired, met),
                new Sequence(Math.max(saved.sequence().last(), written.sequence().last())),
                saved.timetable(),
                written.removals(),
                saved.policy());
    }
}
