// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a set's rules compare with: levels of topics and names of groups. What is asked is
 * looked up here once; from then on, texts are equal when they are the same object, so that a
 * decision in a large set reads few places in memory.
 */
final class Vocabulary {

    private final @Nullable String[] slots;

    /**
     * @param texts each of them once; they are found as these very objects
     */
    Vocabulary(Collection<String> texts) {
        slots = new String[Probing.slotsFor(texts.size())];
        for (var text : texts) {
            int at = Probing.first(text.hashCode(), slots.length);
            while (slots[at] != null) {
                at = Probing.next(at, slots.length);
            }
            slots[at] = text;
        }
    }

    /** The rules' own object of this text; null when no rule has it. */
    @Nullable String known(String text) {
        int at = Probing.first(text.hashCode(), slots.length);
        for (var found = slots[at]; found != null; found = slots[at]) {
            if (found.equals(text)) {
                return found;
            }
            at = Probing.next(at, slots.length);
        }
        return null;
    }
}
