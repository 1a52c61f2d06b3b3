// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.membership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The queries of groups as rows of group and truth, to be asked of a device together.
 *
 * @param sql the rows of a {@code VALUES}
 * @param values of its placeholders, in their order
 */
record Predicates(String sql, List<Object> values) {

    Predicates {
        values = List.copyOf(values);
    }

    /**
     * @param first the number of the first placeholder that the statement has free
     */
    static Predicates of(List<LiveGroup> groups, Instant now, int first) {
        var rows = new ArrayList<String>(groups.size());
        var values = new ArrayList<>();
        for (var group : groups) {
            values.add(group.id());
            var id = "$" + (first + values.size() - 1) + "::uuid";
            var filter = group.condition(now, first + values.size());
            values.addAll(filter.values());
            rows.add("(%s, %s)".formatted(id, filter.sql()));
        }
        return new Predicates(String.join(", ", rows), values);
    }
}
