// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.paging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals cursors: 16 bytes of HMAC-SHA-256 over scope and position, then the position. The scope
 * (tenant and query) is not in the text, so a cursor opens only where it was made.
 */
final class CursorCodec {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_BYTES = 16;
    private static final int MAX_CHARS = 4096;

    private final SecretKeySpec key;

    CursorCodec(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    String seal(List<String> scope, Cursor cursor) {
        var position = encode(cursor.position());
        var sealed =
                ByteBuffer.allocate(SEAL_BYTES + position.length)
                        .put(sealOf(scope, position))
                        .put(position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.array());
    }

    Optional<Cursor> open(List<String> scope, String text) {
        return decode(text)
                .filter(sealed -> sealed.length > SEAL_BYTES)
                .filter(sealed -> genuine(scope, sealed))
                .map(sealed ->
                        new Cursor(
                                strings(
                                        ByteBuffer.wrap(
                                                sealed, SEAL_BYTES, sealed.length - SEAL_BYTES))));
    }

    private static Optional<byte[]> decode(String text) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private boolean genuine(List<String> scope, byte[] sealed) {
        var position = Arrays.copyOfRange(sealed, SEAL_BYTES, sealed.length);
        return MessageDigest.isEqual(sealOf(scope, position), Arrays.copyOf(sealed, SEAL_BYTES));
    }

    private byte[] sealOf(List<String> scope, byte[] position) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(encode(scope));
            return Arrays.copyOf(mac.doFinal(position), SEAL_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A count, then each string with its length, so that no two lists have the same bytes. */
    private static byte[] encode(List<String> strings) {
        var bytes = strings.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
        int size = bytes.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
        var buffer = ByteBuffer.allocate(Integer.BYTES + size).putInt(bytes.size());
        bytes.forEach(text -> buffer.putInt(text.length).put(text));
        return buffer.array();
    }

    /** Only called with bytes that we sealed ourselves, so lengths are trusted. */
    private static List<String> strings(ByteBuffer buffer) {
        int count = buffer.getInt();
        var strings = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            var text = new byte[buffer.getInt()];
            buffer.get(text);
            strings.add(new String(text, StandardCharsets.UTF_8));
        }
        return strings;
    }
}
