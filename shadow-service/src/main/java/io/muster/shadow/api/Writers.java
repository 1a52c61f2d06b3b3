// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.shadow.change.Edit;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.json.Pointer;
import java.util.List;

/** Who may write what. */
final class Writers {

    private static final Pointer REPORTED = Pointer.ROOT.child(SectionName.REPORTED.member());
    private static final Refusal NOT_REPORTED =
            Refusal.forbidden("only the device itself writes what it reports");

    private Writers() {}

    /**
     * Users write what is desired, and tags. One place that is not theirs refuses the whole write,
     * as a 403 problem with all of those.
     */
    static void requireOwnSections(Edit edit) {
        var places =
                edit.places().stream()
                        .filter(REPORTED::overlaps)
                        .map(place -> REPORTED.covers(place) ? place : REPORTED)
                        .map(Pointer::toString)
                        .distinct()
                        .toList();
        if (!places.isEmpty() || edit.touches(SectionName.REPORTED)) {
            var named = places.isEmpty() ? List.of(REPORTED.toString()) : places;
            throw ShadowProblems.of(NOT_REPORTED).with("paths", named);
        }
    }
}
