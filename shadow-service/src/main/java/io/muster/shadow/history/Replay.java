// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.document.Section;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.Stamp;
import io.muster.shadow.json.Json;
import java.time.Instant;
import java.util.List;

/** Makes a version of a shadow again of what was kept of it and of those before. */
public final class Replay {

    private static final Stamp UNSTAMPED = new Stamp(0, 0, "");

    private Replay() {}

    /** What the shadow was. When a member was written, and by whom, is not kept. */
    public sealed interface Past {

        /** It was this. */
        record Known(ShadowDocument document) implements Past {}

        /** It had been deleted. */
        record Deleted(long version) implements Past {}

        /** There is no such version, or was none yet. */
        record Never() implements Past {}

        /** It is not kept any more, or never was. */
        record Forgotten() implements Past {}
    }

    /**
     * What the shadow was at a version.
     *
     * @param kept this version and those before, back to one that is self-contained, in order;
     *     anything else is as good as forgotten
     */
    public static Past at(long version, List<PastVersion> kept) {
        if (!complete(version, kept)) {
            return new Past.Forgotten();
        }
        var last = kept.getLast();
        if (last.kind() == PastVersion.Kind.DELETED) {
            return new Past.Deleted(version);
        }
        var sections = nothing();
        for (var step : kept) {
            sections =
                    step.snapshot() == null
                            ? patched(sections, step.patch())
                            : filled(step.snapshot());
        }
        return new Past.Known(document(version, sections, last.at()));
    }

    private static boolean complete(long version, List<PastVersion> kept) {
        if (kept.isEmpty() || !kept.getFirst().selfContained()) {
            return false;
        }
        long first = kept.getFirst().version();
        boolean gapless = kept.getLast().version() - first == kept.size() - 1;
        return gapless && kept.getLast().version() == version;
    }

    /** All sections in one object, also those that do not exist. */
    public static ObjectNode sections(ShadowDocument document) {
        var sections = Json.object();
        for (var name : SectionName.values()) {
            sections.set(name.member(), document.section(name).state());
        }
        return sections;
    }

    /** The sections of no shadow. */
    public static ObjectNode nothing() {
        return filled(Json.object());
    }

    static ObjectNode patched(ObjectNode sections, ObjectNode patch) {
        return new Section(sections, Json.object(), 0).patched(patch, UNSTAMPED).state();
    }

    private static ObjectNode filled(ObjectNode snapshot) {
        var sections = Json.object();
        for (var name : SectionName.values()) {
            var state = snapshot.get(name.member());
            sections.set(name.member(), state == null ? Json.object() : state);
        }
        return sections;
    }

    private static ShadowDocument document(long version, ObjectNode sections, Instant at) {
        var plain =
                ShadowDocument.of(
                        version,
                        section(sections, SectionName.DESIRED),
                        section(sections, SectionName.REPORTED),
                        at,
                        at);
        return new ShadowDocument(
                version,
                plain.desired(),
                plain.reported(),
                section(sections, SectionName.TAGS),
                plain.ledger(),
                at,
                at);
    }

    private static Section section(ObjectNode sections, SectionName name) {
        return Section.of((ObjectNode) sections.get(name.member()), Json.object());
    }
}
