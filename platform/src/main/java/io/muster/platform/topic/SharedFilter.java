// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.topic;

import java.util.List;
import java.util.Optional;

/**
 * A shared subscription, {@code $share/{group}/{filter}}: its members receive the messages of the
 * filter in turn. What is authorised is {@link #filter()}; the group only names who shares.
 */
public record SharedFilter(String group, TopicFilter filter) {

    private static final String PREFIX = "$share/";

    public SharedFilter {
        if (group.isEmpty() || group.indexOf('/') >= 0 || Levels.hasWildcard(group)) {
            throw new IllegalArgumentException("not a share group");
        }
    }

    /** Says whether the text claims to be a shared subscription, well formed or not. */
    public static boolean claims(String text) {
        return text.startsWith(PREFIX) || text.equals("$share");
    }

    /** Reads a shared subscription; empty when it is malformed, nested or not shared at all. */
    public static Optional<SharedFilter> parse(String text) {
        return Levels.split(text)
                .filter(SharedFilter::named)
                .flatMap(levels -> inner(text, levels.get(1)));
    }

    private static boolean named(List<String> levels) {
        return levels.size() >= 3
                && levels.getFirst().equals("$share")
                && !levels.get(1).isEmpty()
                && !Levels.hasWildcard(levels.get(1));
    }

    private static Optional<SharedFilter> inner(String text, String group) {
        return TopicFilter.parse(text.substring(PREFIX.length() + group.length() + 1))
                .map(filter -> new SharedFilter(group, filter));
    }

    @Override
    public String toString() {
        return PREFIX + group + "/" + filter;
    }
}
