// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A SHA-256 in lower-case hexadecimal: of a DER certificate, a public key or a request. */
public record Fingerprint(String hex) {

    private static final Pattern GRAMMAR = Pattern.compile("[0-9a-f]{64}");

    public Fingerprint {
        if (!GRAMMAR.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal");
        }
    }

    /** Reads a fingerprint that came from outside; empty when it is none. */
    public static Optional<Fingerprint> parse(String text) {
        return GRAMMAR.matcher(text).matches()
                ? Optional.of(new Fingerprint(text))
                : Optional.empty();
    }

    /** The fingerprint of these bytes. */
    public static Fingerprint of(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Fingerprint(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
