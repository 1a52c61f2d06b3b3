// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The levels of a topic or filter, after the checks that both have in common. */
final class Levels {

    /** MQTT allows 65,535 bytes; nobody needs them, and every comparison costs its length. */
    static final int MAX_BYTES = 1024;

    static final int MAX_LEVELS = 128;

    /** A pair of surrogates, as bytes of UTF-8. */
    private static final int PAIR = 4;

    private Levels() {}

    static Optional<List<String>> split(String text) {
        if (text.isEmpty() || text.length() > MAX_BYTES || !fits(text)) {
            return Optional.empty();
        }
        var levels = new ArrayList<String>(8);
        int start = 0;
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', start)) {
            levels.add(text.substring(start, slash));
            start = slash + 1;
        }
        levels.add(text.substring(start));
        return levels.size() <= MAX_LEVELS ? Optional.of(List.copyOf(levels)) : Optional.empty();
    }

    /** One pass and no copy, since it is asked for every message. */
    private static boolean fits(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            int width = width(text, i);
            if (width == 0) {
                return false;
            }
            bytes += width;
            i += width == PAIR ? 1 : 0;
        }
        return bytes <= MAX_BYTES;
    }

    /**
     * How many bytes of UTF-8 the character there has; none for NUL, and for an unpaired surrogate,
     * which can't have come from a broker.
     */
    private static int width(String text, int at) {
        char c = text.charAt(at);
        if (Character.isSurrogate(c)) {
            boolean pair =
                    at + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(at + 1));
            return pair ? PAIR : 0;
        }
        if (c < 0x80) {
            return c == 0 ? 0 : 1;
        }
        return c < 0x800 ? 2 : 3;
    }

    static boolean hasWildcard(String level) {
        return level.indexOf('+') >= 0 || level.indexOf('#') >= 0;
    }
}
