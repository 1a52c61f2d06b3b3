// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

/**
 * Builds a tree that keeps numbers as they are spelt. The library's own reader would turn them into
 * doubles or decimals first. Recursion is bounded by the parser's limit on nesting.
 */
final class TreeReader {

    private final JsonParser parser;

    TreeReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The one value of the input; anything after it is an error. */
    JsonNode readWhole() throws IOException {
        var root = value(parser.nextToken());
        if (parser.nextToken() != null) {
            throw malformed("more than one value");
        }
        return root;
    }

    // The parser reports the end of its input as a null token, so the switch has a case for it.
    private JsonNode value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> TextNode.valueOf(wellFormed(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.getInstance();
            case null, default -> throw malformed("no value");
        };
    }

    private ObjectNode object() throws IOException {
        var object = Json.object();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = wellFormed(parser.currentName());
            object.set(name, value(parser.nextToken())); // of duplicates the last wins
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        var array = Json.array(4);
        for (var token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            array.add(value(token));
        }
        return array;
    }

    private JsonNode number(String text) throws UnboundedNumber {
        if (!ExactNumber.bounded(text)) {
            throw new UnboundedNumber();
        }
        return new ExactNumber(text);
    }

    /** A lone surrogate can be escaped into JSON but has no UTF-8 form to be stored in. */
    private String wellFormed(String text) throws JsonParseException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired =
                        i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!paired) {
                    throw malformed("lone surrogate");
                }
                i++;
            }
        }
        return text;
    }

    private JsonParseException malformed(String what) {
        return new JsonParseException(parser, what);
    }

    /** A number whose exact value could be too expensive to compute. */
    static final class UnboundedNumber extends IOException {

        private static final long serialVersionUID = 1;

        private UnboundedNumber() {
            super("number out of range");
        }
    }
}
