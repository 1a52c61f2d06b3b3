// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Named texts from a form or a flat JSON object. A name that occurs twice makes all of it unusable.
 */
final class Fields {

    private static final int MAX = 64;

    private Fields() {}

    static Optional<Map<String, String>> ofJson(JsonNode object) {
        var fields = new HashMap<String, String>();
        for (var member : object.properties()) {
            var value = member.getValue();
            if (value.isContainerNode() || fields.size() == MAX) {
                return Optional.empty();
            }
            if (!value.isNull()) {
                fields.put(member.getKey(), value.asText());
            }
        }
        return Optional.of(fields);
    }

    static Optional<Map<String, String>> ofForm(byte[] form) {
        var fields = new HashMap<String, String>();
        try {
            for (var pair : decode(form, StandardCharsets.US_ASCII).split("&", MAX + 1)) {
                int equals = pair.indexOf('=');
                if (equals < 0 || fields.size() == MAX || !add(fields, pair, equals)) {
                    return Optional.empty();
                }
            }
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return Optional.empty();
        }
        return Optional.of(fields);
    }

    private static boolean add(Map<String, String> fields, String pair, int equals)
            throws CharacterCodingException {
        var name = decode(pair.substring(0, equals));
        return fields.put(name, decode(pair.substring(equals + 1))) == null;
    }

    /** Bytes that are not UTF-8 are an error, where {@code URLDecoder} puts in question marks. */
    private static String decode(String text) throws CharacterCodingException {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : unescaped(text);
    }

    private static String unescaped(String text) throws CharacterCodingException {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(escaped(text, i));
                i += 2;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        return decode(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    private static int escaped(String text, int percent) {
        if (percent + 2 >= text.length()) {
            throw new IllegalArgumentException("an escape is cut off");
        }
        return 16 * HexFormat.fromHexDigit(text.charAt(percent + 1))
                + HexFormat.fromHexDigit(text.charAt(percent + 2));
    }

    private static String decode(byte[] bytes, Charset charset) throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
