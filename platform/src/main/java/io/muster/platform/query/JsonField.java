// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The members of a JSON object. Equality is containment, which an index of class {@code
 * jsonb_path_ops} answers; an argument that looks like a number or a truth value is also compared
 * as one. Values are put in order as numbers when the argument is one, as texts otherwise.
 */
record JsonField(String sql) implements Field {

    private static final int DEEPEST = 8;

    @Override
    public String condition(Comparison comparison, Parameters parameters) {
        var path = path(comparison);
        return switch (comparison.operator()) {
            case EQUAL, IN -> equal(comparison, path, parameters);
            case NOT_EQUAL, OUT ->
                    "NOT COALESCE(" + equal(comparison, path, parameters) + ", false)";
            case ANY -> each(comparison, path, " OR ", parameters);
            case ALL -> each(comparison, path, " AND ", parameters);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    ordered(comparison, path, parameters);
            case EXISTS ->
                    "%s #> %s IS %s"
                            .formatted(
                                    sql,
                                    array(path, parameters),
                                    comparison.flag() ? "NOT NULL" : "NULL");
        };
    }

    /** What follows the field's own name. */
    private static List<String> path(Comparison comparison) {
        var all = Arrays.asList(comparison.selector().split("\\.", -1));
        var path = all.subList(1, all.size());
        if (path.size() > DEEPEST || path.contains("")) {
            throw FilterFault.of(
                    comparison.selector() + " is no path of at most " + DEEPEST + " names.");
        }
        return path;
    }

    private String equal(Comparison comparison, List<String> path, Parameters parameters) {
        return comparison.arguments().stream()
                .map(text ->
                        text.contains("*")
                                ? like(text, path, parameters)
                                : contained(readings(text), path, parameters))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private String each(
            Comparison comparison, List<String> path, String between, Parameters parameters) {
        return comparison.arguments().stream()
                .map(text -> contained(inLists(readings(text)), path, parameters))
                .collect(Collectors.joining(between, "(", ")"));
    }

    private String like(String text, List<String> path, Parameters parameters) {
        return "%s #>> %s LIKE %s"
                .formatted(sql, array(path, parameters), parameters.add(LikePattern.of(text)));
    }

    private String contained(List<JsonNode> values, List<String> path, Parameters parameters) {
        return values.stream()
                .map(value ->
                        "%s @> %s::text::jsonb"
                                .formatted(sql, parameters.add(at(path, value).toString())))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private String ordered(Comparison comparison, List<String> path, Parameters parameters) {
        var argument = comparison.argument();
        boolean number = NumberField.isNumber(argument);
        var at = array(path, parameters);
        return "CASE WHEN jsonb_typeof(%1$s #> %2$s) = '%3$s' THEN %4$s %5$s %6$s ELSE false END"
                .formatted(
                        sql,
                        at,
                        number ? "number" : "string",
                        number ? "(" + sql + " #>> " + at + ")::numeric" : sql + " #>> " + at,
                        comparison.operator().order(),
                        number
                                ? NumberField.placeholder(argument, parameters)
                                : parameters.add(argument) + " COLLATE \"C\"");
    }

    private static String array(List<String> path, Parameters parameters) {
        return parameters.add(path.toArray(String[]::new)) + "::text[]";
    }

    private static JsonNode at(List<String> path, JsonNode value) {
        var json = value;
        for (var name : path.reversed()) {
            json = JsonNodeFactory.instance.objectNode().set(name, json);
        }
        return json;
    }

    private static List<JsonNode> readings(String text) {
        var readings = new ArrayList<JsonNode>();
        readings.add(TextNode.valueOf(text));
        if (NumberField.isNumber(text)) {
            readings.add(DecimalNode.valueOf(new BigDecimal(text)));
        } else if (text.equals("true") || text.equals("false")) {
            readings.add(BooleanNode.valueOf(text.equals("true")));
        }
        return readings;
    }

    private static List<JsonNode> inLists(List<JsonNode> values) {
        return values.stream()
                .<JsonNode>map(value -> JsonNodeFactory.instance.arrayNode().add(value))
                .toList();
    }
}
