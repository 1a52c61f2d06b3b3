// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.paging;

import io.muster.platform.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * How much of a list is wanted, and from where.
 *
 * @param limit 1 to 500 items
 * @param cursor the {@code nextCursor} of the page before; null for the first page
 */
public record PageRequest(int limit, @Nullable String cursor) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problems.invalid("limit must be between 1 and " + MAX_LIMIT + ".");
        }
    }

    /** The request as its query parameters say; a limit out of range is a 400 problem. */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
        return new PageRequest(limit == null ? DEFAULT_LIMIT : limit, cursor);
    }

    /** How many rows to fetch: one more than is shown tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }
}
