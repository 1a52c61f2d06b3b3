// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.artifact;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The SHA-256 that a client announces: in {@code Content-Digest} (RFC 9530, {@code
 * sha-256=:base64:}) or in its predecessor {@code Digest} (RFC 3230, {@code SHA-256=base64}).
 */
public final class ContentDigest {

    private static final String NAME = "sha-256=";
    private static final int BYTES = 32;

    private ContentDigest() {}

    /** The header's SHA-256; empty when it has none that can be read. */
    public static Optional<Sha256> parse(String header) {
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .filter(entry -> entry.toLowerCase(Locale.ROOT).startsWith(NAME))
                .findFirst()
                .map(entry -> unwrapped(entry.substring(NAME.length())))
                .flatMap(ContentDigest::decoded);
    }

    private static String unwrapped(String value) {
        boolean bytes = value.length() > 1 && value.startsWith(":") && value.endsWith(":");
        return bytes ? value.substring(1, value.length() - 1) : value;
    }

    private static Optional<Sha256> decoded(String base64) {
        try {
            var digest = Base64.getDecoder().decode(base64);
            return digest.length == BYTES ? Optional.of(Sha256.of(digest)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The value of {@code Content-Digest} and {@code Repr-Digest} for these bytes. */
    public static String format(Sha256 sha256) {
        return NAME + ':' + Base64.getEncoder().encodeToString(sha256.bytes()) + ':';
    }
}
