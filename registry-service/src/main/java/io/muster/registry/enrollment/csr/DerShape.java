// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import java.util.Arrays;

/**
 * A look at the nesting of DER before any parser builds objects of it: one SEQUENCE and nothing
 * behind it, definite lengths in their shortest form, low tag numbers, and few enough elements at
 * few enough levels. What passes costs a parser time in proportion to its size only.
 */
final class DerShape {

    static final int MAX_DEPTH = 16;
    static final int MAX_ELEMENTS = 1024;

    private static final int SEQUENCE = 0x30;
    private static final int CONSTRUCTED = 0x20;
    private static final int HIGH_TAG = 0x1f;
    private static final int INDEFINITE = 0x80;
    private static final int MAX_LENGTH_OCTETS = 3;

    private final byte[] der;
    private int position;
    private int elements;

    private DerShape(byte[] der) {
        this.der = der;
    }

    /** Whether these bytes are exactly one SEQUENCE of that shape. */
    static boolean accepts(byte[] der) {
        var shape = new DerShape(der);
        return der.length > 0
                && der[0] == SEQUENCE
                && shape.element(der.length, 1)
                && shape.position == der.length;
    }

    /** The bytes of the first element within a SEQUENCE that was accepted, exactly as they came. */
    static byte[] firstWithin(byte[] accepted) {
        var shape = new DerShape(accepted);
        shape.position = 1;
        int end = shape.length(accepted.length) + shape.position;
        int from = shape.position;
        boolean formed = shape.element(end, 1);
        return formed ? Arrays.copyOfRange(accepted, from, shape.position) : new byte[0];
    }

    private boolean element(int end, int depth) {
        if (++elements > MAX_ELEMENTS || depth > MAX_DEPTH || position >= end) {
            return false;
        }
        int tag = der[position++];
        int length = (tag & HIGH_TAG) == HIGH_TAG ? -1 : length(end);
        if (length < 0 || length > end - position) {
            return false;
        }
        return (tag & CONSTRUCTED) == 0 ? skip(length) : content(position + length, depth + 1);
    }

    private boolean skip(int length) {
        position += length;
        return true;
    }

    private boolean content(int end, int depth) {
        while (position < end) {
            if (!element(end, depth)) {
                return false;
            }
        }
        return true;
    }

    /** The length at the position, or -1 where DER forbids how it is written. */
    private int length(int end) {
        if (position >= end) {
            return -1;
        }
        int first = der[position++] & 0xff;
        return first < INDEFINITE ? first : longLength(first & 0x7f, end);
    }

    private int longLength(int octets, int end) {
        if (octets == 0 || octets > MAX_LENGTH_OCTETS || octets > end - position) {
            return -1;
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = (length << 8) | (der[position++] & 0xff);
        }
        boolean shortest = length >= INDEFINITE && length >>> (8 * (octets - 1)) != 0;
        return shortest ? length : -1;
    }
}
