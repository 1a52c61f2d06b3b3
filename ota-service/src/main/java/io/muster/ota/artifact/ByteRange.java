// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.artifact;

import java.util.regex.Pattern;

/** What a {@code Range} header asks of an artifact (RFC 9110, section 14). */
public sealed interface ByteRange {

    /** Everything: no range, one that is malformed, or several, which a server may ignore. */
    record Whole() implements ByteRange {}

    /** The bytes from {@code first} to {@code last}, both included. */
    record Part(long first, long last) implements ByteRange {

        /** How many bytes these are. */
        public long length() {
            return last - first + 1;
        }
    }

    /** Nothing of what was asked for exists. */
    record Unsatisfiable() implements ByteRange {}

    /** Reads the header for a resource of this size. */
    static ByteRange parse(String header, long size) {
        var text = Header.SINGLE.matcher(header);
        if (!text.matches()) {
            return new Whole();
        }
        return Header.range(text.group(1), text.group(2), size);
    }

    /** The header's grammar: one range with a first position, a last one, or both. */
    final class Header {

        private static final int MAX_DIGITS = 18;
        private static final Pattern SINGLE =
                Pattern.compile("bytes=([0-9]*)-([0-9]*)", Pattern.CASE_INSENSITIVE);

        private Header() {}

        private static ByteRange range(String first, String last, long size) {
            if (first.isEmpty()) {
                return last.isEmpty() ? new Whole() : suffix(number(last), size);
            }
            long end = last.isEmpty() ? Long.MAX_VALUE : number(last);
            if (end < number(first)) {
                return new Whole();
            }
            return number(first) < size
                    ? new Part(number(first), Math.min(end, size - 1))
                    : new Unsatisfiable();
        }

        private static ByteRange suffix(long length, long size) {
            return length == 0 || size == 0
                    ? new Unsatisfiable()
                    : new Part(Math.max(0, size - length), size - 1);
        }

        /** Numbers too long for a long are beyond the end of anything. */
        private static long number(String digits) {
            return digits.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
        }
    }
}
