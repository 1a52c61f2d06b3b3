// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.release;

import java.util.Base64;
import java.util.Optional;

/** Bytes in the form in which operators send and devices get them; equal bytes have equal text. */
public record Base64Text(String value) {

    /** Far more than any signature or manifest has. */
    private static final int MAX_LENGTH = 4096;

    /** The text of these bytes. */
    public static Base64Text of(byte[] bytes) {
        return new Base64Text(Base64.getEncoder().encodeToString(bytes));
    }

    /** Reads text that came from outside; empty when it is no base64 or far too long. */
    public static Optional<Base64Text> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The bytes. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
