// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.topic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The levels of a topic or filter, after the checks that both have in common. */
final class Levels {

    /** MQTT allows 65,535 bytes; nobody needs them, and every comparison costs its length. */
    static final int MAX_BYTES = 1024;

    static final int MAX_LEVELS = 128;

    private Levels() {}

    static Optional<List<String>> split(String text) {
        if (text.isEmpty() || text.indexOf('\0') >= 0 || !fits(text)) {
            return Optional.empty();
        }
        var levels = new ArrayList<String>();
        int start = 0;
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', start)) {
            levels.add(text.substring(start, slash));
            start = slash + 1;
        }
        levels.add(text.substring(start));
        return levels.size() <= MAX_LEVELS ? Optional.of(List.copyOf(levels)) : Optional.empty();
    }

    /** An unpaired surrogate has no UTF-8 form, so it can't have come from a broker. */
    private static boolean fits(String text) {
        return text.length() <= MAX_BYTES
                && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    static boolean hasWildcard(String level) {
        return level.indexOf('+') >= 0 || level.indexOf('#') >= 0;
    }
}
