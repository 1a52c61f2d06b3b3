// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a job does with its rows. */
public enum JobMode {
    /** Adds devices; one that is there and says something else fails. */
    CREATE,
    /** Adds devices and changes those that are there. */
    UPSERT,
    /** Says what UPSERT would do, row by row, and does nothing. */
    VALIDATE,
    /** Issues certificates. */
    ISSUE;

    /** The mode of an import that a word names. */
    public static Optional<JobMode> ofImport(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode != ISSUE && mode.word().equals(word))
                .findFirst();
    }

    /** As the API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
