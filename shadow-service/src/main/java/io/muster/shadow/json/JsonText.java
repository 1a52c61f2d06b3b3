// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * JSON on its way in and out: strict about what it reads, exact with numbers, minified with minimal
 * escapes in what it writes.
 */
public final class JsonText {

    /** Where parsing stops; every configured limit on depth lies below it. */
    public static final int PARSER_DEPTH = 100;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    // Names come from devices: interning them would fill the JVM's string table for good.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(PARSER_DEPTH)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private JsonText() {}

    /** What is wrong with a payload. */
    public enum Flaw {
        /** It has more bytes than allowed; nothing of it was looked at. */
        TOO_LARGE,
        /** It is not UTF-8. */
        NOT_UTF8,
        /** It is nested beyond {@link #PARSER_DEPTH}. */
        TOO_DEEP,
        /** A number has so many digits or such an exponent that its exact value is no use. */
        NUMBER_OUT_OF_RANGE,
        /** It is not one JSON value, or has a lone surrogate, which UTF-8 can't store. */
        MALFORMED
    }

    /** What became of reading a payload. */
    public sealed interface Reading {

        /** It is one JSON value. */
        record Tree(JsonNode root) implements Reading {}

        /** It is not. */
        record Unreadable(Flaw flaw) implements Reading {}
    }

    /** Reads what came from outside: the size, then the encoding, then the JSON are checked. */
    public static Reading read(byte[] payload, int mostBytes) {
        if (payload.length > mostBytes) {
            return new Reading.Unreadable(Flaw.TOO_LARGE);
        }
        try {
            return new Reading.Tree(tree(decoded(payload)));
        } catch (CharacterCodingException e) {
            return new Reading.Unreadable(Flaw.NOT_UTF8);
        } catch (StreamConstraintsException e) {
            return new Reading.Unreadable(Flaw.TOO_DEEP);
        } catch (TreeReader.UnboundedNumber e) {
            return new Reading.Unreadable(Flaw.NUMBER_OUT_OF_RANGE);
        } catch (IOException e) {
            return new Reading.Unreadable(Flaw.MALFORMED);
        }
    }

    /** Reads an object that we wrote ourselves; anything else means that storage is damaged. */
    public static ObjectNode stored(byte[] bytes) {
        try {
            return (ObjectNode) tree(decoded(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored document is not readable", e);
        }
    }

    /** The minified UTF-8 form. */
    public static byte[] bytes(JsonNode node) {
        return JsonWriter.write(node);
    }

    private static CharBuffer decoded(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
    }

    private static JsonNode tree(CharBuffer text) throws IOException {
        if (text.hasRemaining() && text.get(text.position()) == BYTE_ORDER_MARK) {
            throw new IOException("byte order mark");
        }
        int start = text.arrayOffset() + text.position();
        try (var parser = FACTORY.createParser(text.array(), start, text.remaining())) {
            return new TreeReader(parser).readWhole();
        }
    }
}
