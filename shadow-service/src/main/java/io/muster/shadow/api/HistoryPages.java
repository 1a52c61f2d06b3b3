// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.shadow.history.PastVersion;
import io.muster.shadow.json.Pointer;
import io.muster.shadow.store.ShadowHistory;
import io.muster.shadow.store.ShadowHistory.Span;
import io.muster.shadow.store.ShadowKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions of a shadow in pages, newest first. */
@ApplicationScoped
class HistoryPages {

    /** A version may be as large as a document. */
    private static final int MOST = 100;

    /** How many versions are looked at for a page of those that wrote to one place. */
    private static final int SEARCHED = 200;

    private final ShadowHistory history;
    private final Cursors cursors;

    HistoryPages(ShadowHistory history, Cursors cursors) {
        this.history = history;
        this.cursors = cursors;
    }

    /**
     * A page; one of a place may be short, or empty, and go on nevertheless.
     *
     * @param place of which only the versions that wrote to it are shown; empty for all
     */
    Uni<Page<VersionView>> page(
            ShadowKey key, Span span, Optional<Pointer> place, PageRequest request) {
        if (request.limit() > MOST) {
            throw Problems.invalid("limit must be between 1 and " + MOST + ".");
        }
        var query = "history of %s %s %s %s".formatted(key.device(), key.name(), span, place);
        int fetch = place.isPresent() ? SEARCHED : request.fetch();
        return history.list(key, rest(key, span, query, request), fetch)
                .map(found -> {
                    var shown = shown(found, place, request.limit());
                    var last = last(found, shown, fetch, request.limit());
                    var next = last == null ? null : cursors.at(key.tenant(), query, last);
                    return new Page<>(shown.stream().map(VersionView::of).toList(), next);
                });
    }

    private Span rest(ShadowKey key, Span span, String query, PageRequest request) {
        return cursors.open(key.tenant(), query, request)
                .map(at -> Long.parseLong(at.position().getFirst()) - 1)
                .map(last -> new Span(span.first(), last, span.from(), span.to()))
                .orElse(span);
    }

    private static List<PastVersion> shown(
            List<PastVersion> found, Optional<Pointer> place, int limit) {
        return found.stream()
                .filter(version -> place.map(version::touches).orElse(true))
                .limit(limit)
                .toList();
    }

    /** Where the next page goes on; null where there is nothing more. */
    private static @Nullable Cursor last(
            List<PastVersion> found, List<PastVersion> shown, int fetched, int limit) {
        if (shown.size() == limit && !shown.getLast().equals(found.getLast())) {
            return Cursor.at(Long.toString(shown.getLast().version()));
        }
        return found.size() == fetched ? Cursor.at(Long.toString(found.getLast().version())) : null;
    }
}
