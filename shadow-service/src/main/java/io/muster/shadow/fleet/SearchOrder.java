// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import io.muster.platform.paging.Cursor;
import io.muster.platform.problem.Problems;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.store.ShadowKey;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order of found shadows; the last of its columns are the shadow's key, so that every shadow
 * has a place of its own.
 */
record SearchOrder(Column column, boolean descending) {

    /** What shadows can be sorted by. */
    enum Column {
        DEVICE("device", List.of("s.device_id", "s.name"), "text"),
        NAME("name", List.of("s.name", "s.device_id"), "text"),
        VERSION("version", List.of("s.version", "s.device_id", "s.name"), "bigint"),
        CREATED("createdAt", List.of("s.created_at", "s.device_id", "s.name"), "timestamptz"),
        UPDATED("updatedAt", List.of("s.updated_at", "s.device_id", "s.name"), "timestamptz");

        private final String word;

        @SuppressWarnings("ImmutableEnumChecker") // lists of our own, made by List.of
        private final List<String> sql;

        private final String type;

        Column(String word, List<String> sql, String type) {
            this.word = word;
            this.sql = sql;
            this.type = type;
        }
    }

    /** Reads {@code sort}: a column, behind a minus sign for the other way round. */
    static SearchOrder parse(@Nullable String sort) {
        if (sort == null) {
            return new SearchOrder(Column.DEVICE, false);
        }
        boolean descending = sort.startsWith("-");
        var word = descending ? sort.substring(1) : sort;
        for (var column : Column.values()) {
            if (column.word.equals(word)) {
                return new SearchOrder(column, descending);
            }
        }
        throw Problems.invalid(
                "sort is one of device, name, version, createdAt and updatedAt, perhaps behind a"
                        + " minus sign.");
    }

    /** What comes behind ORDER BY. */
    String sql() {
        return column.sql.stream()
                .map(each -> each + (descending ? " DESC" : ""))
                .collect(Collectors.joining(", "));
    }

    /** That a shadow comes after a place. */
    String after(Cursor cursor, Function<Object, String> placeholder) {
        var texts = cursor.position().stream().<Object>map(text -> text).map(placeholder).toList();
        var first = "CAST(%s::text AS %s)".formatted(texts.getFirst(), column.type);
        var rest = texts.stream().skip(1).collect(Collectors.joining(", "));
        return "(%s) %s (%s, %s)"
                .formatted(String.join(", ", column.sql), descending ? "<" : ">", first, rest);
    }

    /** The place of a shadow. */
    Cursor place(ShadowKey key, ShadowDocument document) {
        var device = key.device().value();
        var name = key.name().value();
        return switch (column) {
            case DEVICE -> Cursor.at(device, name);
            case NAME -> Cursor.at(name, device);
            case VERSION -> Cursor.at(Long.toString(document.version()), device, name);
            case CREATED -> Cursor.at(document.createdAt().toString(), device, name);
            case UPDATED -> Cursor.at(document.updatedAt().toString(), device, name);
        };
    }
}
