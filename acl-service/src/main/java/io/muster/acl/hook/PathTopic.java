// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The path of an HTTP request as a topic below {@code http}: policies about {@code
 * http/api/v1/devices/#} cover an API as others cover topics. A path that the proxy and the server
 * behind it could read in two ways is none: what we allow must be what is served.
 */
final class PathTopic {

    private static final String ROOT = "http";
    private static final int MAX_LENGTH = 4096;

    private PathTopic() {}

    /**
     * @param target the request target in origin form (RFC 9112 §3.2.1); its query is left out
     */
    static Optional<String> of(String target) {
        int query = target.indexOf('?');
        var path = query < 0 ? target : target.substring(0, query);
        if (!path.startsWith("/") || target.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var topic = new StringBuilder(ROOT);
        var segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            var segment = decode(segments[i]);
            boolean last = i == segments.length - 1;
            if (segment.filter(text -> unambiguous(text, last)).isEmpty()) {
                return Optional.empty();
            }
            topic.append('/').append(segment.get());
        }
        return Optional.of(topic.toString());
    }

    /** Only the last segment may be empty: a path that ends with a slash. */
    private static boolean unambiguous(String segment, boolean last) {
        return !segment.equals(".")
                && !segment.equals("..")
                && (last || !segment.isEmpty())
                && segment.chars().noneMatch(PathTopic::ambiguous);
    }

    /** Some servers decode twice, cut parameters off, or take a backslash for a slash. */
    private static boolean ambiguous(int c) {
        return "/\\%;+#".indexOf(c) >= 0 || Character.isISOControl(c);
    }

    private static Optional<String> decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return Optional.of(segment);
        }
        try {
            var bytes = bytes(segment);
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static ByteBuffer bytes(String segment) {
        var bytes = ByteBuffer.allocate(segment.length() * 3);
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) != '%') {
                bytes.put(StandardCharsets.UTF_8.encode(segment.substring(i, i + 1)));
            } else if (i + 2 < segment.length()) {
                bytes.put((byte) HexFormat.fromHexDigits(segment, i + 1, i + 3));
                i += 2;
            } else {
                throw new IllegalArgumentException("an escape is cut off");
            }
        }
        return bytes.flip();
    }
}
