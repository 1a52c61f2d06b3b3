// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What makes two requests the same request: the operation and the bytes of the body. */
public final class Fingerprint {

    private Fingerprint() {}

    /**
     * The fingerprint of a request.
     *
     * @param operation method and path with its parameters, such as {@code POST /api/v1/devices}
     */
    public static String of(String operation, byte[] body) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(operation.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) '\n');
            return HexFormat.of().formatHex(sha256.digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The fingerprint of a request whose body was read as text. */
    public static String of(String operation, String body) {
        return of(operation, body.getBytes(StandardCharsets.UTF_8));
    }
}
