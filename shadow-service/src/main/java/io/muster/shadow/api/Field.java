// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a shadow that a reader may ask for. */
enum Field {
    DESIRED,
    REPORTED,
    DELTA,
    TAGS,
    SYNC,
    PRESENCE,
    METADATA;

    private static final Set<Field> USUAL = EnumSet.complementOf(EnumSet.of(METADATA));

    /** The parts named, separated by commas; all but the metadata when none is. */
    static Set<Field> parse(@Nullable String names) {
        if (names == null) {
            return USUAL;
        }
        var fields = EnumSet.noneOf(Field.class);
        Arrays.stream(names.split(",", -1)).map(Field::named).forEach(fields::add);
        return fields;
    }

    private static Field named(String name) {
        return Arrays.stream(values())
                .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        Problems.invalid(
                                "fields is a list of desired, reported, delta, tags, sync,"
                                        + " presence and metadata."));
    }
}
