// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Networks in CIDR notation; none means anywhere. */
public record Networks(List<Network> list) {

    /** No restriction. */
    public static final Networks ANYWHERE = new Networks(List.of());

    /** The list cannot change after the creation. */
    public Networks {
        list = List.copyOf(list);
    }

    /** One network: its first address and how many bits of it count. */
    public record Network(InetAddress address, int bits) {

        /** Reads {@code 10.1.0.0/16}, {@code 2001:db8::/32} or a single address. */
        public static Optional<Network> parse(String text) {
            int slash = text.indexOf('/');
            try {
                var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
                int width = address.getAddress().length * Byte.SIZE;
                int bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
                return bits >= 0 && bits <= width
                        ? Optional.of(new Network(address, bits))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        boolean contains(InetAddress other) {
            var mine = address.getAddress();
            var theirs = other.getAddress();
            if (mine.length != theirs.length) {
                return false;
            }
            int bit = 0;
            while (bit < bits && at(mine, bit) == at(theirs, bit)) {
                bit++;
            }
            return bit == bits;
        }

        private static int at(byte[] address, int bit) {
            return address[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1;
        }

        @Override
        public String toString() {
            return address.getHostAddress() + "/" + bits;
        }
    }

    /** Whether an address lies in one of them; one that can't be read lies nowhere. */
    public boolean contain(String address) {
        return list.isEmpty()
                || literal(address)
                        .filter(known -> list.stream().anyMatch(network -> network.contains(known)))
                        .isPresent();
    }

    private static Optional<InetAddress> literal(String address) {
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The networks as they were written. */
    public List<String> texts() {
        return list.stream().map(Network::toString).toList();
    }
}
