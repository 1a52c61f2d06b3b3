// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The levels of a topic or filter, and what a set's vocabulary has for each of them. */
final class KnownLevels {

    private final List<String> texts;
    private final @Nullable String[] known;

    KnownLevels(List<String> texts, Vocabulary vocabulary) {
        this.texts = texts;
        this.known = new String[texts.size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = vocabulary.known(texts.get(i));
        }
    }

    int size() {
        return known.length;
    }

    String text(int depth) {
        return texts.get(depth);
    }

    /** The vocabulary's own object; null when no rule has such a level. */
    @Nullable String known(int depth) {
        return known[depth];
    }
}
