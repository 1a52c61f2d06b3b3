// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * One shadow as the public interface shows it after the drill.
 *
 * @param version of the document: one per stored update, when nothing else writes
 * @param marks the members that single updates wrote
 * @param last the shared member that every update wrote
 */
record Shown(long version, Set<String> marks, int last) {

    static final Shown NOTHING = new Shown(0, Set.of(), 0);

    Shown {
        marks = Set.copyOf(marks);
    }

    static Shown of(JsonNode document) {
        var reported = document.path("reported");
        var marks = new HashSet<String>();
        reported.fieldNames()
                .forEachRemaining(name -> {
                    if (name.startsWith("u")) {
                        marks.add(name);
                    }
                });
        return new Shown(document.path("version").asLong(), marks, reported.path("last").asInt());
    }
}
