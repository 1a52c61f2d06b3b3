// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as 128 bits, IPv4 in its mapped form {@code ::ffff:a.b.c.d}, so that both
 * spellings of one address are one. Read from text alone: no resolver is ever asked.
 */
public record IpAddress(long high, long low) {

    private static final int GROUPS = 8;
    private static final long MAPPED = 0xffff_0000_0000L;

    /** The address; null when the text is none, or has a port or a zone. */
    public static @Nullable IpAddress parse(String text) {
        if (text.length() > 45) {
            return null;
        }
        if (text.indexOf(':') >= 0) {
            return new Reader(text).read();
        }
        long v4 = v4(text, 0);
        return v4 < 0 ? null : new IpAddress(0, MAPPED | v4);
    }

    /** Whether this is an IPv4 address, whichever way it was written. */
    public boolean isV4() {
        return high == 0 && (low & ~0xffff_ffffL) == MAPPED;
    }

    /** The bits after this many are all zero. */
    boolean isNetwork(int prefix) {
        return equals(masked(prefix));
    }

    /** The network of so many bits that the address is in. */
    public IpAddress masked(int prefix) {
        return new IpAddress(
                high & mask(Math.min(prefix, 64)), low & mask(Math.max(prefix - 64, 0)));
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    /** The dotted form from there to the end; negative when it is none. Leading zeros are none. */
    private static long v4(String text, int from) {
        long value = 0;
        int parts = 0;
        int at = from;
        while (parts < 4) {
            int end = text.indexOf('.', at);
            end = end < 0 ? text.length() : end;
            int octet = octet(text, at, end);
            if (octet < 0) {
                return -1;
            }
            value = value << 8 | octet;
            parts++;
            at = end + 1;
            if (end == text.length()) {
                break;
            }
        }
        return parts == 4 && at == text.length() + 1 ? value : -1;
    }

    private static int octet(String text, int from, int to) {
        if (to == from || to - from > 3 || (to - from > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value > 255 ? -1 : value;
    }

    /** Reads the forms of RFC 4291 §2.2. */
    private static final class Reader {

        private final String text;
        private final int[] groups = new int[GROUPS];
        private int count;
        private int gap = -1;

        Reader(String text) {
            this.text = text;
        }

        @Nullable IpAddress read() {
            int at = 0;
            if (text.startsWith("::")) {
                gap = 0;
                at = 2;
            }
            while (at >= 0 && at < text.length()) {
                at = group(at);
            }
            boolean complete = gap < 0 ? count == GROUPS : count < GROUPS;
            return at >= 0 && complete ? assembled() : null;
        }

        /** Reads one group and the colon after it; negative when there is none. */
        private int group(int at) {
            int end = text.indexOf(':', at);
            end = end < 0 ? text.length() : end;
            if (text.indexOf('.', at) >= 0 && end == text.length()) {
                return dotted(at);
            }
            if (count == GROUPS || end == at || end - at > 4 || !hex(at, end)) {
                return -1;
            }
            groups[count++] = Integer.parseInt(text, at, end, 16);
            return end == text.length() ? end : afterColon(end + 1);
        }

        private int afterColon(int at) {
            if (at == text.length()) {
                return -1;
            }
            if (text.charAt(at) != ':') {
                return at;
            }
            if (gap >= 0) {
                return -1;
            }
            gap = count;
            return at + 1;
        }

        private int dotted(int at) {
            long v4 = v4(text, at);
            if (v4 < 0 || count > GROUPS - 2) {
                return -1;
            }
            groups[count++] = (int) (v4 >>> 16);
            groups[count++] = (int) (v4 & 0xffff);
            return text.length();
        }

        private boolean hex(int from, int to) {
            for (int i = from; i < to; i++) {
                if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                    return false;
                }
            }
            return true;
        }

        private IpAddress assembled() {
            long[] halves = new long[2];
            for (int i = 0; i < count; i++) {
                int place = gap >= 0 && i >= gap ? GROUPS - count + i : i;
                halves[place / 4] |= (long) groups[i] << (16 * (3 - place % 4));
            }
            return new IpAddress(halves[0], halves[1]);
        }
    }
}
