// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import io.muster.registry.presence.OpenConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which connections are over, by the lists of those that are open. A list is read in pages while it
 * changes, so one that is not in it may have slipped between two; who is missing twice is gone.
 */
final class Absentees {

    private Set<OpenConnection> missing = Set.of();

    /**
     * Takes another list into account.
     *
     * @param known those that were open so far
     * @param seen those that the broker has
     */
    List<OpenConnection> gone(List<OpenConnection> known, Set<OpenConnection> seen) {
        var absent = new HashSet<>(known);
        absent.removeAll(seen);
        var twice = absent.stream().filter(missing::contains).toList();
        missing = Set.copyOf(absent);
        return twice;
    }
}
