// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The members of one object of a JSON document, read so that nothing is overlooked. */
public final class Members {

    private final JsonNode object;
    private final String pointer;

    private Members(JsonNode object, String pointer) {
        this.object = object;
        this.pointer = pointer;
    }

    /** An object with no members but these. */
    public static Members of(JsonNode node, String pointer, Set<String> known) {
        if (!node.isObject()) {
            throw new JsonFault(pointer, "must be an object");
        }
        for (var name : (Iterable<String>) node::fieldNames) {
            if (!known.contains(name)) {
                throw new JsonFault(pointer + "/" + escaped(name), "is not known here");
            }
        }
        return new Members(node, pointer);
    }

    /** As RFC 6901 wants it. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer of a member. */
    public String at(String name) {
        return pointer + "/" + name;
    }

    /** Says whether it is there. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** A member as it is. */
    public Optional<JsonNode> find(String name) {
        return Optional.ofNullable(object.get(name));
    }

    /** A member that must be there. */
    public JsonNode get(String name) {
        return find(name).orElseThrow(() -> new JsonFault(at(name), "is missing"));
    }

    /** A text that must be there and not be empty. */
    public String text(String name) {
        return findText(name).orElseThrow(() -> new JsonFault(at(name), "is missing"));
    }

    /** A text that, if it is there, is not empty. */
    public Optional<String> findText(String name) {
        return find(name).map(node -> text(node, at(name)));
    }

    /** True or false, and it must be there. */
    public boolean flag(String name) {
        get(name);
        return findFlag(name).orElseThrow();
    }

    /** True or false, if it is there. */
    public Optional<Boolean> findFlag(String name) {
        return find(name)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw new JsonFault(at(name), "must be true or false");
                    }
                    return node.booleanValue();
                });
    }

    /** One text, or a list of at least one. */
    public List<String> texts(String name) {
        var node = get(name);
        return node.isArray() ? texts(node, at(name)) : List.of(text(node, at(name)));
    }

    /** A list of at least one text; empty when the member is absent. */
    public Optional<List<String>> findList(String name) {
        return find(name).map(node -> texts(node, at(name)));
    }

    /** The entries of a list that must be there and have at least one. */
    public List<JsonNode> entries(String name) {
        return entries(get(name), at(name));
    }

    private static List<String> texts(JsonNode node, String pointer) {
        var entries = entries(node, pointer);
        var texts = new ArrayList<String>();
        for (int i = 0; i < entries.size(); i++) {
            texts.add(text(entries.get(i), pointer + "/" + i));
        }
        return List.copyOf(texts);
    }

    private static List<JsonNode> entries(JsonNode node, String pointer) {
        if (!node.isArray() || node.isEmpty()) {
            throw new JsonFault(pointer, "must be a list with at least one entry");
        }
        var entries = new ArrayList<JsonNode>();
        node.forEach(entries::add);
        return List.copyOf(entries);
    }

    private static String text(JsonNode node, String pointer) {
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw new JsonFault(pointer, "must be a text that is not empty");
        }
        return node.textValue();
    }
}
