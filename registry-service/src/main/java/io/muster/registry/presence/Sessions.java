// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import java.util.ArrayList;
import java.util.List;

/**
 * The sessions of a device by its own ids. Messages may come in another order, and again; so the
 * ids of the last ended sessions are kept, and nothing of an ended session counts.
 *
 * @param current the id of the current or, when disconnected, of the last one; empty before the
 *     first
 * @param ended the ids of sessions that are over, the latest first
 */
record Sessions(String current, List<String> ended) {

    static final Sessions NONE = new Sessions("", List.of());

    private static final int MAX_ENDED = 8;

    Sessions {
        ended = List.copyOf(ended);
    }

    boolean isCurrent(String id) {
        return id.equals(current);
    }

    boolean isOver(String id) {
        return ended.contains(id);
    }

    /** With this one as the current, which ends the one before. */
    Sessions begun(String id) {
        return isCurrent(id) || current.isEmpty()
                ? new Sessions(id, ended)
                : new Sessions(id, over(current).ended);
    }

    /** With this one over, whether it was the current or not. */
    Sessions over(String id) {
        var sessions = new ArrayList<String>(MAX_ENDED);
        sessions.add(id);
        ended.stream()
                .filter(other -> !other.equals(id))
                .limit(MAX_ENDED - 1)
                .forEach(sessions::add);
        return new Sessions(current, sessions);
    }
}
