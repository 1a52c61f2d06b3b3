// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** What a device sends for a command, in chunks that are so small that there is more than one. */
final class Artifact {

    /** Of a command that asks for none. */
    static final Artifact NONE = new Artifact(new byte[0]);

    private static final int CHUNK_BYTES = 64;

    private final byte[] content;

    Artifact(byte[] content) {
        this.content = content;
    }

    int chunks() {
        return Math.ceilDiv(content.length, CHUNK_BYTES);
    }

    byte[] chunk(int n) {
        int end = Math.min(content.length, (n + 1) * CHUNK_BYTES);
        return Arrays.copyOfRange(content, n * CHUNK_BYTES, end);
    }

    /** The end of the answer, by which the receiver knows whether it has everything. */
    ObjectNode promise() {
        var promise = JsonNodeFactory.instance.objectNode().put("ok", true);
        return content.length == 0
                ? promise
                : promise.put("chunks", chunks()).put("sha256", sha256());
    }

    private String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
