// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in a token something stands. Written with dots, {@code realm_access.roles}, or, since names
 * of claims may contain dots themselves, as a JSON Pointer, {@code /https:~1~1example.com~1roles}.
 * Never both readings of one text: a holder could choose which one counts.
 */
public record ClaimPath(JsonPointer pointer) {

    /** Reads a setting; a mistake in it is an {@link IllegalArgumentException}. */
    public static ClaimPath of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the path of a claim is empty");
        }
        return new ClaimPath(
                JsonPointer.compile(
                        text.startsWith("/")
                                ? text
                                : "/" + text.replace("~", "~0").replace('.', '/')));
    }

    /** Says whether something stands there, be it null. */
    boolean in(JsonNode claims) {
        return !claims.at(pointer).isMissingNode();
    }

    /** The text there; null when there is none, or something that is no text, or an empty one. */
    @Nullable String text(JsonNode claims) {
        var text = claims.at(pointer).textValue();
        return text == null || text.isEmpty() ? null : text;
    }

    /** All texts of the list there; none when there is no list. */
    Set<String> texts(JsonNode claims) {
        return texts(claims.at(pointer), new HashSet<>());
    }

    private static Set<String> texts(JsonNode nodes, Set<String> texts) {
        if (nodes.isArray()) {
            for (var node : nodes) {
                if (node.isTextual()) {
                    texts.add(node.textValue());
                }
            }
        }
        return texts;
    }
}
