// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.registry.bulk.input.CsvCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Devices as rows of CSV that say the same when they are imported. The columns are known before the
 * first device is: what each device has of its own, such as attributes, is JSON in one cell.
 */
final class CsvTable {

    private static final char SEPARATOR = ',';
    private static final String BAR = "|";

    private final List<Column> columns = new ArrayList<>();

    CsvTable(Set<Include> includes) {
        add("id", line -> line.path("id").asText(""));
        add("type", line -> line.path("type").asText(""));
        add("displayName", line -> name(line.path("displayName").asText("")));
        add("tags", line -> words(line.path("tags")));
        add("externalId", line -> json(line.path("externalIds")));
        add("attributes", line -> json(line.path("attributes")));
        includes.stream().sorted().forEach(this::add);
    }

    private record Column(String name, Function<ObjectNode, String> cell) {}

    private void add(String name, Function<ObjectNode, String> cell) {
        columns.add(new Column(name, cell));
    }

    private void add(Include include) {
        switch (include) {
            case GROUPS -> add("group", line -> words(line.path("groups")));
            case GATEWAYS -> add("gateway", line -> words(line.path("gateways")));
            case CREDENTIALS -> add("credential", line -> json(line.path("credentials")));
        }
    }

    String header() {
        return CsvCells.write(columns.stream().map(Column::name).toList(), SEPARATOR);
    }

    String row(ObjectNode line) {
        return CsvCells.write(
                columns.stream().map(column -> column.cell().apply(line)).toList(), SEPARATOR);
    }

    /** What an import would strip, or take for JSON, is written as JSON. */
    private static String name(String text) {
        return text.equals(text.strip()) && !text.startsWith("\"")
                ? text
                : TextNode.valueOf(text).toString();
    }

    /** The same where the words themselves have a bar, or begin as a list does. */
    private static String words(JsonNode list) {
        var words =
                StreamSupport.stream(list.spliterator(), false).map(word -> word.asText()).toList();
        boolean plain =
                words.stream().allMatch(word -> word.equals(word.strip()) && !word.contains(BAR));
        var joined = String.join(BAR, words);
        return plain && !joined.startsWith("[") ? joined : json(list);
    }

    private static String json(JsonNode node) {
        return node.isEmpty() ? "" : node.toString();
    }
}
