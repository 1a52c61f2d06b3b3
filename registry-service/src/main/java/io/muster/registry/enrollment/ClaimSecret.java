// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * Secrets of claim tokens: 160 random bits, so that no rate limit is needed to keep them secret,
 * behind a prefix by which scanners of repositories and logs recognise one.
 */
final class ClaimSecret {

    private static final String PREFIX = "mct_";
    private static final int BITS = 160;
    private static final int RADIX = 32;
    private static final int DIGITS = BITS / 5;

    private ClaimSecret() {}

    static String next() {
        var digits = new BigInteger(BITS, new SecureRandom()).toString(RADIX);
        return PREFIX + "0".repeat(DIGITS - digits.length()) + digits;
    }
}
