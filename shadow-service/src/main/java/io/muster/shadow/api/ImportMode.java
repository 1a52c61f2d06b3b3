// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an import does with a shadow that is there. */
enum ImportMode {
    /** Its sections get the content of the line. */
    UPSERT,
    /** It stays as it is. */
    SKIP,
    /** It becomes what the line says, numbers and times included. */
    REPLACE;

    static ImportMode parse(@Nullable String text) {
        for (var mode : values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                return mode;
            }
        }
        throw Problems.invalid("mode must be upsert, skip or replace.");
    }
}
