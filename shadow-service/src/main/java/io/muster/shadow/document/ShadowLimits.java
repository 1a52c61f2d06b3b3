// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

/**
 * How large things may be.
 *
 * @param payloadBytes of one request, before anything of it is parsed
 * @param documentBytes minified UTF-8 of {@code desired} plus that of {@code reported} after the
 *     merge; metadata does not count
 * @param depth levels of objects and arrays in a section, the section itself being the first
 * @param memberNameBytes UTF-8 of one member's name
 */
public record ShadowLimits(int payloadBytes, int documentBytes, int depth, int memberNameBytes) {

    /** The limits of the native protocol. */
    public static final ShadowLimits NATIVE = new ShadowLimits(128 * 1024, 64 * 1024, 8, 256);

    public ShadowLimits {
        if (depth < 1 || depth >= ShadowJson.PARSER_DEPTH) {
            throw new IllegalArgumentException(
                    "the depth limit must be between 1 and " + (ShadowJson.PARSER_DEPTH - 1));
        }
    }
}
