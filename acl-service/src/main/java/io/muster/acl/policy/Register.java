// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what belongs to an owner by a text of the {@link Vocabulary}. */
final class Register<E extends Register.Entry> {

    /** What is found; knows by itself where it belongs, so that finding it is having read it. */
    abstract static class Entry {

        private final int owner;
        private final String name;

        /**
         * @param name the vocabulary's own object
         */
        Entry(int owner, String name) {
            this.owner = owner;
            this.name = name;
        }

        String name() {
            return name;
        }

        final int hash() {
            return Probing.hash(owner, name.hashCode());
        }
    }

    private final @Nullable Entry[] slots;

    Register(Collection<E> entries) {
        slots = new Entry[Probing.slotsFor(entries.size())];
        for (var entry : entries) {
            int at = Probing.first(entry.hash(), slots.length);
            while (slots[at] != null) {
                at = Probing.next(at, slots.length);
            }
            slots[at] = entry;
        }
    }

    /**
     * The owner's entry of this name; null when it has none.
     *
     * @param name the vocabulary's own object
     */
    @SuppressWarnings({
        "unchecked", // only what the constructor was given is in the table
        "ReferenceEquality" // texts of a vocabulary are the same or differ
    })
    @Nullable E find(int owner, String name) {
        int at = Probing.first(Probing.hash(owner, name.hashCode()), slots.length);
        for (var entry = slots[at]; entry != null; entry = slots[at]) {
            if (entry.name == name && entry.owner == owner) {
                return (E) entry;
            }
            at = Probing.next(at, slots.length);
        }
        return null;
    }
}
