// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The members of one object of a policy document, read so that nothing is overlooked. */
final class Members {

    private final JsonNode object;
    private final String pointer;

    private Members(JsonNode object, String pointer) {
        this.object = object;
        this.pointer = pointer;
    }

    /** An object with no members but these. */
    static Members of(JsonNode node, String pointer, Set<String> known) {
        if (!node.isObject()) {
            throw new PolicyFault(pointer, "must be an object");
        }
        for (var name : (Iterable<String>) node::fieldNames) {
            if (!known.contains(name)) {
                throw new PolicyFault(pointer + "/" + name, "is not known here");
            }
        }
        return new Members(node, pointer);
    }

    String at(String name) {
        return pointer + "/" + name;
    }

    Optional<JsonNode> find(String name) {
        return Optional.ofNullable(object.get(name));
    }

    JsonNode get(String name) {
        return find(name).orElseThrow(() -> new PolicyFault(at(name), "is missing"));
    }

    String text(String name) {
        return findText(name).orElseThrow(() -> new PolicyFault(at(name), "is missing"));
    }

    Optional<String> findText(String name) {
        return find(name).map(node -> text(node, at(name)));
    }

    Optional<Boolean> findFlag(String name) {
        return find(name)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw new PolicyFault(at(name), "must be true or false");
                    }
                    return node.booleanValue();
                });
    }

    /** One text, or a list of at least one. */
    List<String> texts(String name) {
        var node = get(name);
        return node.isArray() ? list(node, at(name)) : List.of(text(node, at(name)));
    }

    /** A list of at least one text; empty when the member is absent. */
    Optional<List<String>> findList(String name) {
        return find(name).map(node -> list(node, at(name)));
    }

    private static List<String> list(JsonNode node, String pointer) {
        if (!node.isArray() || node.isEmpty()) {
            throw new PolicyFault(pointer, "must be a list with at least one entry");
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < node.size(); i++) {
            texts.add(text(node.get(i), pointer + "/" + i));
        }
        return List.copyOf(texts);
    }

    private static String text(JsonNode node, String pointer) {
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw new PolicyFault(pointer, "must be a text that is not empty");
        }
        return node.textValue();
    }
}
