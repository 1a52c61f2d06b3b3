// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.artifact;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A SHA-256 in lower-case hexadecimal: the name of an artifact. */
public record Sha256(String hex) {

    private static final Pattern GRAMMAR = Pattern.compile("[0-9a-f]{64}");

    public Sha256 {
        if (!GRAMMAR.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256");
        }
    }

    /** Reads a digest that came from outside; empty when it breaks the grammar. */
    public static Optional<Sha256> parse(String text) {
        return GRAMMAR.matcher(text).matches() ? Optional.of(new Sha256(text)) : Optional.empty();
    }

    /** The digest of these 32 bytes. */
    public static Sha256 of(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
