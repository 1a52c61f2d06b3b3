// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.transfer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What one tenant hands to another so that it may take a device: 160 random bits, kept as a digest
 * only. So many bits need no slow hash.
 */
record TransferCode(String text) {

    private static final int BYTES = 20;
    private static final String PREFIX = "rgx_";

    static TransferCode next() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new TransferCode(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    String digest() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Whether this is the code of a digest; takes as long when it is not. */
    boolean is(String digest) {
        return MessageDigest.isEqual(
                digest().getBytes(StandardCharsets.US_ASCII),
                digest.getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the code: this may end up in a log. */
    @Override
    public String toString() {
        return "TransferCode[]";
    }
}
