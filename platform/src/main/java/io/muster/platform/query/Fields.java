// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** The fields that a list can be filtered by, by their names in filters. */
public final class Fields {

    private final Map<String, Field> named;
    private final Map<String, Field> roots;
    private final Function<String, Optional<Field>> others;

    private Fields(
            Map<String, Field> named,
            Map<String, Field> roots,
            Function<String, Optional<Field>> others) {
        this.named = Map.copyOf(named);
        this.roots = Map.copyOf(roots);
        this.others = others;
    }

    /** The field of a selector; empty when there is none. */
    Optional<Field> find(String selector) {
        var exact = named.get(selector);
        if (exact != null) {
            return Optional.of(exact);
        }
        int dot = selector.indexOf('.');
        return dot < 0
                ? others.apply(selector)
                : Optional.ofNullable(roots.get(selector.substring(0, dot)))
                        .or(() -> others.apply(selector));
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
        private Function<String, Optional<Field>> others = _ -> Optional.empty();

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

        /** Fields that are found by what their names say, such as paths into documents. */
        public Builder others(Function<String, Optional<Field>> found) {
            others = found;
            return this;
        }

        /** The fields. */
        public Fields build() {
            return new Fields(named, roots, others);
        }
    }
}
