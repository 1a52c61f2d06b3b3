// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharArrayReader;
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
public final class ShadowJson {

    /** Where parsing stops; every configured limit on depth lies below it. */
    static final int PARSER_DEPTH = 100;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    // Names come from devices: interning them would fill the JVM's string table for good.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(PARSER_DEPTH)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .build();
    private static final JsonMapper MAPPER = new JsonMapper(FACTORY);

    private ShadowJson() {}

    /** What became of reading a payload. */
    public sealed interface Reading {

        /** It is one JSON value. */
        record Tree(JsonNode root) implements Reading {}

        /** It is not. */
        record Unreadable(Refusal refusal) implements Reading {}
    }

    /** Reads what came from outside: the size, then the encoding, then the JSON are checked. */
    public static Reading read(byte[] payload, ShadowLimits limits) {
        if (payload.length > limits.payloadBytes()) {
            return new Reading.Unreadable(Refusal.TOO_LARGE);
        }
        try {
            return new Reading.Tree(tree(decoded(payload)));
        } catch (CharacterCodingException e) {
            return new Reading.Unreadable(Refusal.NOT_UTF8);
        } catch (StreamConstraintsException e) {
            return new Reading.Unreadable(Refusal.tooDeep(limits.depth()));
        } catch (TreeReader.UnboundedNumber e) {
            return new Reading.Unreadable(Refusal.NUMBER_OUT_OF_RANGE);
        } catch (IOException e) {
            return new Reading.Unreadable(Refusal.INVALID_JSON);
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
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree in memory is always writable", e);
        }
    }

    private static CharBuffer decoded(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
    }

    private static JsonNode tree(CharBuffer text) throws IOException {
        if (text.hasRemaining() && text.get(text.position()) == BYTE_ORDER_MARK) {
            throw new IOException("byte order mark");
        }
        var reader = new CharArrayReader(text.array(), text.arrayOffset(), text.remaining());
        try (var parser = FACTORY.createParser(reader)) {
            return new TreeReader(parser).readWhole();
        }
    }
}
