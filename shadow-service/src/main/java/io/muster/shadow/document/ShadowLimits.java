// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import io.muster.shadow.json.JsonText;

/**
 * How large things may be.
 *
 * @param payloadBytes of one request, before anything of it is parsed
 * @param documentBytes minified UTF-8 of {@code desired} plus that of {@code reported} after the
 *     merge; metadata does not count
 * @param depth levels of objects and arrays in a section, the section itself being the first
 * @param memberNameBytes UTF-8 of one member's name
 * @param tagsCount whether tags, and values that wait for their time, count as well
 */
public record ShadowLimits(
        int payloadBytes, int documentBytes, int depth, int memberNameBytes, boolean tagsCount) {

    /** The limits of the native protocol. */
    public static final ShadowLimits NATIVE =
            new ShadowLimits(128 * 1024, 64 * 1024, 16, 256, true);

    /** The limits of the AWS contract, which knows nothing of tags nor of long names. */
    public static final ShadowLimits ALIAS =
            new ShadowLimits(128 * 1024, 8 * 1024, 8, Integer.MAX_VALUE, false);

    public ShadowLimits {
        if (depth < 1 || depth >= JsonText.PARSER_DEPTH) {
            throw new IllegalArgumentException(
                    "the depth limit must be between 1 and " + (JsonText.PARSER_DEPTH - 1));
        }
    }

    /** The bytes of a document that count. */
    public int bytes(ShadowDocument document) {
        int sections = document.desired().bytes() + document.reported().bytes();
        return tagsCount
                ? sections + document.tags().bytes() + document.ledger().timetable().bytes()
                : sections;
    }
}
