// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.registry.identity.Device;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An order of lists of devices: by one key, and by id where the key is the same, so that every
 * device has a place of its own and a page can begin after any of them.
 */
public record DeviceOrder(Key key, boolean descending) {

    /** By id. */
    public static final DeviceOrder BY_ID = new DeviceOrder(Key.ID, false);

    /** What devices can be ordered by. */
    public enum Key {
        ID("id", "d.id"),
        CREATED_AT("createdAt", "d.created_at"),
        UPDATED_AT("updatedAt", "d.updated_at"),
        DISPLAY_NAME("displayName", "coalesce(d.display_name, '') COLLATE \"C\"");

        private final String word;
        private final String sql;

        Key(String word, String sql) {
            this.word = word;
            this.sql = sql;
        }

        private String write(Device device) {
            return switch (this) {
                case ID -> "";
                case CREATED_AT -> device.createdAt().toString();
                case UPDATED_AT -> device.updatedAt().toString();
                case DISPLAY_NAME -> device.description().displayName().orElse("");
            };
        }

        private Object read(String text) {
            return switch (this) {
                case ID, DISPLAY_NAME -> text;
                case CREATED_AT, UPDATED_AT -> OffsetDateTime.parse(text);
            };
        }
    }

    /** The order that a caller names, such as {@code -createdAt}; empty when there is none. */
    public static Optional<DeviceOrder> parse(String text) {
        boolean descending = text.startsWith("-");
        var word = descending ? text.substring(1) : text;
        return Arrays.stream(Key.values())
                .filter(key -> key.word.equals(word))
                .findFirst()
                .map(key -> new DeviceOrder(key, descending));
    }

    /** The place of a device. */
    public List<String> place(Device device) {
        return List.of(key.write(device), device.identity().device().value());
    }

    /** The values of {@link #after}. */
    List<Object> values(List<String> place) {
        var id = place.getLast();
        return key == Key.ID ? List.of(id) : List.of(key.read(place.getFirst()), id);
    }

    /**
     * The condition that a row comes after a place whose values have the placeholders from one on.
     */
    String after(int first) {
        var sign = descending ? "<" : ">";
        return key == Key.ID
                ? "d.id %s $%d".formatted(sign, first)
                : "(%s, d.id) %s ($%d, $%d)".formatted(key.sql, sign, first, first + 1);
    }

    String sql() {
        var way = descending ? " DESC" : "";
        return key == Key.ID ? "d.id" + way : key.sql + way + ", d.id" + way;
    }
}
