// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.problem.Problems;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.history.Replay;
import io.muster.shadow.history.Replay.Past;
import io.muster.shadow.store.ShadowHistory;
import io.muster.shadow.store.ShadowKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Shadows as they were; what is not known any more is a problem. */
@ApplicationScoped
class PastShadows {

    private final ShadowAccess shadows;
    private final ShadowHistory history;

    PastShadows(ShadowAccess shadows, ShadowHistory history) {
        this.shadows = shadows;
        this.history = history;
    }

    /** The shadow at a moment of the past. */
    Uni<ShadowDocument> at(ShadowKey key, Moment moment) {
        if (moment.atVersion != null && moment.at != null) {
            throw Problems.invalid("Either atVersion or at says which version is wanted.");
        }
        if (moment.at == null) {
            return at(key, Versions.parse("atVersion", moment.atVersion));
        }
        var at = Times.parse("at", moment.at);
        return shadows.look(key)
                .chain(now -> history.at(key, now, at))
                .map(past -> existing(key, past));
    }

    /** The shadow at a version, which did not delete it. */
    Uni<ShadowDocument> at(ShadowKey key, long version) {
        return shadows.look(key)
                .chain(now -> history.at(key, now, version))
                .map(past -> existing(key, past));
    }

    /** What became of one version until another, as a merge patch; a deleted shadow has nothing. */
    Uni<ShadowDiff> between(ShadowKey key, long from, @Nullable Long to) {
        return shadows.look(key)
                .chain(now ->
                        between(key, now, from, to == null ? Math.max(1, now.version()) : to));
    }

    private Uni<ShadowDiff> between(ShadowKey key, Shadow now, long from, long to) {
        return history.at(key, now, from)
                .map(past -> sections(key, past))
                .chain(before ->
                        history.at(key, now, to)
                                .map(past -> sections(key, past))
                                .map(after -> ShadowDiff.of(key, from, to, before, after)));
    }

    private static ObjectNode sections(ShadowKey key, Past past) {
        return past instanceof Past.Deleted
                ? Replay.nothing()
                : Replay.sections(existing(key, past));
    }

    private static ShadowDocument existing(ShadowKey key, Past past) {
        return switch (past) {
            case Past.Known(var document) -> document;
            case Past.Deleted _, Past.Never() -> throw ShadowProblems.notFoundThen(key.name());
            case Past.Forgotten() -> throw ShadowProblems.forgotten();
        };
    }
}
