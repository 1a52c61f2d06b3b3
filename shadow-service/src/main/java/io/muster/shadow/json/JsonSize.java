// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * How many bytes a value has when {@link JsonText} writes it: minified, UTF-8, minimal escapes.
 * Counted, not written, so that a change is measured by what it changes.
 */
public final class JsonSize {

    private static final int QUOTES = 2;
    private static final int BRACES = 2;

    private JsonSize() {}

    /** The bytes of a value. */
    public static int of(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> ofMembers(object);
            case ArrayNode array -> ofItems(array);
            case TextNode text -> of(text.textValue());
            default -> value.asText().length(); // numbers as they are spelt, true, false, null
        };
    }

    /** The bytes of a member with its name and colon, without the comma beside it. */
    public static int ofMember(String name, JsonNode value) {
        return ofName(name) + of(value);
    }

    /** The bytes of a member's name and colon. */
    public static int ofName(String name) {
        return of(name) + 1;
    }

    /** The bytes of the commas between so many members or items. */
    public static int ofCommas(int members) {
        return Math.max(0, members - 1);
    }

    private static int ofMembers(ObjectNode object) {
        int bytes = BRACES + ofCommas(object.size());
        for (var member : object.properties()) {
            bytes += ofMember(member.getKey(), member.getValue());
        }
        return bytes;
    }

    private static int ofItems(ArrayNode array) {
        int bytes = BRACES + ofCommas(array.size());
        for (var item : array) {
            bytes += of(item);
        }
        return bytes;
    }

    private static int of(String text) {
        int bytes = QUOTES;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (plain(c)) {
                bytes++;
            } else if (pairAt(text, i)) {
                bytes += 4;
                i++;
            } else {
                bytes += of(c);
            }
        }
        return bytes;
    }

    /** Whether a character is written as it is, in one byte. */
    static boolean plain(char c) {
        return c >= ' ' && c < 0x80 && c != '"' && c != '\\';
    }

    /** Whether a character begins here that takes two. */
    static boolean pairAt(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }

    private static int of(char c) {
        if (c < ' ') {
            return ofControl(c);
        }
        return c < 0x800 ? 2 : 3; // below 0x80 it is one with an escape
    }

    /** Five of them have an escape of two characters, the others are spelt in hexadecimal. */
    private static int ofControl(char c) {
        return switch (c) {
            case '\b', '\t', '\n', '\f', '\r' -> 2;
            default -> 6;
        };
    }
}
