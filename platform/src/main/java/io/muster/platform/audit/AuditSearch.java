// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import java.util.ArrayList;
import java.util.List;

/** One way back through a chain, up to as many records as are wanted or links as are looked at. */
final class AuditSearch {

    private static final int MAX_LINKS = 5_000;

    private final AuditFilter filter;
    private final int wanted;
    private final List<AuditRecord> found = new ArrayList<>();
    private long before;
    private int seen;

    AuditSearch(AuditFilter filter, long before, int wanted) {
        this.filter = filter;
        this.before = before;
        this.wanted = wanted;
    }

    /** The links that are looked at next are before this one. */
    long before() {
        return before;
    }

    /**
     * Looks at links, the newest first.
     *
     * @param all how many there would be if the chain went on
     */
    void take(List<AuditLink> links, int all) {
        var next = links.iterator();
        while (next.hasNext() && found.size() < wanted) {
            var link = next.next();
            seen++;
            before = link.sequence();
            var record = AuditBody.read(link);
            if (filter.wants(record)) {
                found.add(record);
            }
        }
        if (before <= 1 || (links.size() < all && !next.hasNext())) {
            before = 0;
        }
    }

    boolean isOver() {
        return before == 0 || found.size() >= wanted || seen >= MAX_LINKS;
    }

    AuditPage page() {
        return new AuditPage(found, before);
    }
}
