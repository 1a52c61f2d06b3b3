// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ranges of addresses in CIDR notation; an address is in them when it is in any. */
record AddressRanges(List<Range> ranges) {

    private static final int BITS = 128;
    private static final int V4_OFFSET = 96;

    /**
     * One range.
     *
     * @param prefix how many of the 128 bits are the network's
     */
    record Range(IpAddress network, int prefix) {

        /** No IPv4 address is in a range of IPv6, not even in {@code ::/0}. */
        boolean contains(IpAddress address) {
            return address.isV4() == network.isV4() && address.masked(prefix).equals(network);
        }
    }

    AddressRanges {
        ranges = List.copyOf(ranges);
    }

    static AddressRanges parse(List<String> texts, String pointer) {
        var ranges = new ArrayList<Range>();
        for (var text : texts) {
            ranges.add(range(text, pointer));
        }
        return new AddressRanges(ranges);
    }

    private static Range range(String text, String pointer) {
        int slash = text.indexOf('/');
        var network = slash < 0 ? null : IpAddress.parse(text.substring(0, slash));
        if (network == null) {
            throw new PolicyFault(pointer, "is not a range such as 10.0.0.0/8: " + text);
        }
        boolean dotted = network.isV4() && text.indexOf('.') >= 0 && text.indexOf(':') < 0;
        int prefix = bits(text.substring(slash + 1)) + (dotted ? V4_OFFSET : 0);
        if (prefix < (dotted ? V4_OFFSET : 0) || prefix > BITS) {
            throw new PolicyFault(pointer, "has a prefix that no address has: " + text);
        }
        if (!network.isNetwork(prefix)) {
            throw new PolicyFault(pointer, "has bits set behind its prefix: " + text);
        }
        return new Range(network, prefix);
    }

    /** Far out of range when the text is no number. */
    private static int bits(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 3;
        for (int i = 0; i < text.length() && digits; i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        boolean padded = text.length() > 1 && text.charAt(0) == '0';
        return digits && !padded ? Integer.parseInt(text) : 1000;
    }

    /** Unknown when there is no address, or the text is none. */
    Truth test(@Nullable String text) {
        var address = text == null ? null : IpAddress.parse(text);
        if (address == null) {
            return Truth.UNKNOWN;
        }
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).contains(address)) {
                return Truth.TRUE;
            }
        }
        return Truth.FALSE;
    }
}
