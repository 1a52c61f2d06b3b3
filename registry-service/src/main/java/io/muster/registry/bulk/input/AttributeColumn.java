// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** An attribute at a path. Numbers, true, false, arrays and objects are what they look like. */
record AttributeColumn(List<String> path) implements CsvColumn {

    private static final Pattern LOOKS_LIKE_JSON =
            Pattern.compile(
                    "true|false|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?|[\\[{\"].*",
                    Pattern.DOTALL);

    static AttributeColumn of(String name) {
        var path = List.of(name.substring(ATTRIBUTES.length()).split("\\.", -1));
        if (path.size() > JsonCell.DEEPEST || path.stream().anyMatch(String::isBlank)) {
            throw new FileFault("The column " + CsvColumn.shown(name) + " is no path.", 0);
        }
        return new AttributeColumn(path);
    }

    @Override
    public void put(ObjectNode said, String cell) {
        var at = CsvColumn.member(said, "attributes");
        for (var name : path.subList(0, path.size() - 1)) {
            at = CsvColumn.member(at, name);
        }
        at.set(path.getLast(), value(cell));
    }

    private static JsonNode value(String cell) {
        var text = JsonNodeFactory.instance.textNode(cell);
        return LOOKS_LIKE_JSON.matcher(cell).matches() ? JsonCell.read(cell).orElse(text) : text;
    }
}
