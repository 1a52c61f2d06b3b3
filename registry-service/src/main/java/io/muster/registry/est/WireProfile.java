// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How base64 is broken into lines. Both end with a line feed, which clients need that wrap the body
 * in PEM armour as it is.
 */
enum WireProfile {
    /** In one line: strongSwan before 5.9.11 takes a line break for a part of the data. */
    FLAT,
    /** In lines of 64: libest can't read more than about a kilobyte in one. */
    MIME;

    private static final int COLUMNS = 64;
    private static final byte[] LINE_FEED = {'\n'};

    /** The profile for a client, who may also ask for line breaks by {@code ?wrap=64}. */
    static WireProfile choose(String userAgent, String query) {
        return userAgent.startsWith("libest") || query.equals("wrap=64") ? MIME : FLAT;
    }

    byte[] encode(byte[] content) {
        var encoder =
                switch (this) {
                    case FLAT -> Base64.getEncoder();
                    case MIME -> Base64.getMimeEncoder(COLUMNS, LINE_FEED);
                };
        return (encoder.encodeToString(content) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
