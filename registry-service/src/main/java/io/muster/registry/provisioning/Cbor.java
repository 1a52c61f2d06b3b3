// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The part of CBOR (RFC 8949) that requests and answers are made of: maps of definite length with
 * texts as keys, and in them texts, maps and small numbers. Anything else is refused.
 */
final class Cbor {

    private static final int UNSIGNED = 0;
    private static final int TEXT = 3;
    private static final int MAP = 5;
    private static final int MAX_DEPTH = 4;
    private static final int MAJOR_SHIFT = 5;
    private static final int ADDITIONAL = 0x1f;

    private Cbor() {}

    /** Reads a map; empty when the bytes are anything else, or go on behind it. */
    static Optional<ObjectNode> read(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        try {
            return item(in, 0) instanceof ObjectNode map && !in.hasRemaining()
                    ? Optional.of(map)
                    : Optional.empty();
        } catch (BufferUnderflowException | CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JsonNode item(ByteBuffer in, int depth) throws CharacterCodingException {
        int head = in.get();
        int length = length(in, head & ADDITIONAL);
        return switch ((head & 0xff) >> MAJOR_SHIFT) {
            case UNSIGNED -> JsonNodeFactory.instance.numberNode(length);
            case TEXT -> JsonNodeFactory.instance.textNode(text(in, length));
            case MAP -> map(in, length, depth + 1);
            default -> throw new IllegalArgumentException("a kind that no request has");
        };
    }

    private static ObjectNode map(ByteBuffer in, int members, int depth)
            throws CharacterCodingException {
        // Every member takes two bytes at least.
        if (depth > MAX_DEPTH || members > in.remaining() / 2) {
            throw new IllegalArgumentException("too deep, or more members than bytes");
        }
        var map = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < members; i++) {
            var key = item(in, depth).textValue();
            if (key == null || map.has(key)) {
                throw new IllegalArgumentException("a key that is no text, or there twice");
            }
            map.set(key, item(in, depth));
        }
        return map;
    }

    private static String text(ByteBuffer in, int length) throws CharacterCodingException {
        if (length > in.remaining()) {
            throw new IllegalArgumentException("a text longer than what there is");
        }
        var bytes = in.slice(in.position(), length);
        in.position(in.position() + length);
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }

    private static int length(ByteBuffer in, int additional) {
        return switch (additional) {
            case 24 -> in.get() & 0xff;
            case 25 -> in.getShort() & 0xffff;
            case 26 -> positive(in.getInt());
            default -> {
                if (additional > 23) {
                    throw new IllegalArgumentException("an indefinite or enormous length");
                }
                yield additional;
            }
        };
    }

    private static int positive(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("an enormous length");
        }
        return length;
    }

    /** Writes an answer: texts, numbers and maps. */
    static byte[] write(ObjectNode map) {
        var out = new ByteArrayOutputStream();
        write(out, map);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, JsonNode item) {
        if (item instanceof ObjectNode map) {
            head(out, MAP, map.size());
            map.properties()
                    .forEach(member -> {
                        text(out, member.getKey());
                        write(out, member.getValue());
                    });
        } else if (item.isInt()) {
            head(out, UNSIGNED, item.intValue());
        } else {
            text(out, item.asText());
        }
    }

    private static void text(ByteArrayOutputStream out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        head(out, TEXT, bytes.length);
        out.writeBytes(bytes);
    }

    private static void head(ByteArrayOutputStream out, int major, int length) {
        int kind = major << MAJOR_SHIFT;
        if (length < 24) {
            out.write(kind | length);
        } else {
            out.write(kind | 25);
            out.write(length >> Byte.SIZE);
            out.write(length);
        }
    }
}
