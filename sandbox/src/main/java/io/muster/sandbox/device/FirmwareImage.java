// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * A firmware image that simulated devices can boot: one line of JSON saying what it is and whether
 * it passes its own self-test, then random filler. A release that is bad is bad in its bytes, as in
 * life.
 */
public record FirmwareImage(String product, String version, boolean sound) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The image's bytes, of exactly {@code size}; the same image and size give the same bytes. */
    public byte[] bytes(int size) {
        var head =
                (JsonNodeFactory.instance
                                        .objectNode()
                                        .put("product", product)
                                        .put("version", version)
                                        .put("sound", sound)
                                + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        var bytes = new byte[size];
        new SplittableRandom(hashCode()).nextBytes(bytes);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    /** Reads the head of an image. */
    static FirmwareImage parse(byte[] start) throws IOException {
        var text = new String(start, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        if (end < 0) {
            throw new IOException("not a firmware image");
        }
        var head = JSON.readTree(text.substring(0, end));
        return new FirmwareImage(
                head.path("product").asText(),
                head.path("version").asText(),
                head.path("sound").asBoolean(false));
    }
}
