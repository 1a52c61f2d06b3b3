// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What comes of a write that breaks the schema. */
public enum SchemaMode {
    /** It is refused, and nothing of it is stored. */
    STRICT,
    /** It is stored, counted and told as an event. */
    WARN,
    /** Nothing is checked. */
    OFF;

    /** The mode as the API has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode of a word; empty for any other. */
    public static Optional<SchemaMode> parse(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }
}
