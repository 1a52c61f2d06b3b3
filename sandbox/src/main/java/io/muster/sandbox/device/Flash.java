// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The spare slot an image is written to. It keeps the digest and the head of the image, which is
 * all a boot needs here.
 */
final class Flash {

    private static final int HEAD = 1024;

    private final long capacity;
    private final MessageDigest digest;
    private final byte[] head = new byte[HEAD];
    private long written;

    Flash(long capacity) {
        this.capacity = capacity;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void write(byte[] bytes, int length) throws IOException {
        if (written + length > capacity) {
            throw new IOException("more bytes than the manifest announced");
        }
        digest.update(bytes, 0, length);
        if (written < HEAD) {
            System.arraycopy(bytes, 0, head, (int) written, (int) Math.min(length, HEAD - written));
        }
        written += length;
    }

    void erase() {
        digest.reset();
        written = 0;
    }

    long written() {
        return written;
    }

    boolean full() {
        return written == capacity;
    }

    byte[] head() {
        return Arrays.copyOf(head, (int) Math.min(written, HEAD));
    }

    /** The digest of what was written; ends the writing. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
