// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Random;

/**
 * Serial numbers that nobody can guess, or expect to meet twice; whoever stores a certificate finds
 * out whether it did.
 */
final class SerialNumbers {

    /** As many as a positive number of 20 octets has, the most that RFC 5280 allows. */
    private static final int BITS = 159;

    private SerialNumbers() {}

    /** The generator is made per call: a native image may not carry a seeded one in its heap. */
    static BigInteger next() {
        return next(new SecureRandom());
    }

    static BigInteger next(Random source) {
        return new BigInteger(BITS, source).setBit(0);
    }
}
