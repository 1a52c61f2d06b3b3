// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * Whether a key that somebody else chose is strong enough to prove something and not so large that
 * verifying with it costs us more than it costs anybody to send.
 */
public final class KeyStrength {

    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final int MIN_EC_BITS = 256;

    private KeyStrength() {}

    /** Whether to look at anything that is signed with the key. */
    public static boolean fits(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa ->
                    rsa.getModulus().bitLength() >= MIN_RSA_BITS
                            && rsa.getModulus().bitLength() <= MAX_RSA_BITS
                            && rsa.getPublicExponent().bitLength() <= Integer.SIZE;
            case ECPublicKey ec ->
                    ec.getParams().getCurve().getField().getFieldSize() >= MIN_EC_BITS;
            case EdECPublicKey _ -> true;
            default -> false;
        };
    }
}
