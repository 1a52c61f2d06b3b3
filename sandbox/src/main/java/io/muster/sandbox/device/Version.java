// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A firmware version of up to four numbers, compared number by number. */
record Version(String text) implements Comparable<Version> {

    private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,3}");

    Version {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a version: " + text);
        }
    }

    static Optional<Version> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Version(text)) : Optional.empty();
    }

    @Override
    public int compareTo(Version other) {
        return Arrays.compare(numbers(), other.numbers());
    }

    private int[] numbers() {
        var parts =
                Pattern.compile("\\.").splitAsStream(text).mapToInt(Integer::parseInt).toArray();
        return Arrays.copyOf(parts, 4);
    }
}
