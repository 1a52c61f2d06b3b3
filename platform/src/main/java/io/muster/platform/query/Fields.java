// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The fields that a list can be filtered by, by their names in filters. */
public final class Fields {

    private final Map<String, Field> named;
    private final Map<String, Field> roots;

    private Fields(Map<String, Field> named, Map<String, Field> roots) {
        this.named = Map.copyOf(named);
        this.roots = Map.copyOf(roots);
    }

    /** The field of a selector; empty when there is none. */
    Optional<Field> find(String selector) {
        var exact = named.get(selector);
        if (exact != null) {
            return Optional.of(exact);
        }
        int dot = selector.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(roots.get(selector.substring(0, dot)));
    }

    /** All names, for people. */
    String names() {
        var names = new TreeSet<>(named.keySet());
        roots.keySet().forEach(root -> names.add(root + ".…"));
        return String.join(", ", names);
    }

    /** Starts a list of fields. */
    public static Builder builder() {
        return new Builder();
    }

    /** Puts the fields of a list together. The SQL is our own, never a caller's. */
    public static final class Builder {

        private final Map<String, Field> named = new HashMap<>();
        private final Map<String, Field> roots = new HashMap<>();

        private Builder() {}

        /** A field of whatever kind. */
        public Builder add(String name, Field field) {
            named.put(name, field);
            return this;
        }

        /** A column of type {@code text}. */
        public Builder text(String name, String sql) {
            return add(name, new TextField(sql));
        }

        /** A column of a number. */
        public Builder number(String name, String sql) {
            return add(name, new NumberField(sql));
        }

        /** A column of type {@code boolean}; without a value it counts as false. */
        public Builder flag(String name, String sql) {
            return add(name, new FlagField(sql));
        }

        /** A column of type {@code timestamptz}. */
        public Builder time(String name, String sql) {
            return add(name, new TimeField(sql));
        }

        /** A column of type {@code text[]}. */
        public Builder texts(String name, String sql) {
            return add(name, new TextsField(sql));
        }

        /** The members of a column of type {@code jsonb}, by their path after the name. */
        public Builder json(String name, String sql) {
            roots.put(name, new JsonField(sql));
            return this;
        }

        /** The fields. */
        public Fields build() {
            return new Fields(named, roots);
        }
    }
}
