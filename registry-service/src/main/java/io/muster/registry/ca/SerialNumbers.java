// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Serial numbers that nobody can guess or meet twice. */
final class SerialNumbers {

    /** As many as a positive number of 20 octets has, the most that RFC 5280 allows. */
    private static final int BITS = 159;

    private SerialNumbers() {}

    /** The generator is made per call: a native image may not carry a seeded one in its heap. */
    static BigInteger next() {
        return new BigInteger(BITS, new SecureRandom()).setBit(0);
    }
}
