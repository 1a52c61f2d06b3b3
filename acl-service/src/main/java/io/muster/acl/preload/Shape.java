// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.preload;

import io.muster.platform.topic.TopicFilter;

/** Filters by what makes brokers err about them. */
final class Shape {

    private static final String ONE = "+";
    private static final String REST = "#";

    private Shape() {}

    /** What begins with a wildcard or with a dollar sign has rules of its own. */
    static boolean ordinary(TopicFilter filter) {
        var first = filter.levels().getFirst();
        return !first.equals(ONE) && !first.equals(REST) && !first.startsWith("$");
    }

    static boolean literal(TopicFilter filter) {
        return filter.levels().stream().noneMatch(level -> level.equals(ONE) || level.equals(REST));
    }

    static boolean endsWithOne(TopicFilter filter) {
        return filter.levels().getLast().equals(ONE);
    }

    /**
     * Whether no wider filter fits when it is taken for a topic: the last level is literal, or
     * {@code #} with no {@code +} before it.
     */
    static boolean closedToFilters(TopicFilter filter) {
        var levels = filter.levels();
        boolean afterOne = levels.size() > 1 && levels.get(levels.size() - 2).equals(ONE);
        return levels.getLast().equals(REST) ? !afterOne : !endsWithOne(filter);
    }
}
