// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import cz.jirutka.rsql.parser.RSQLParser;
import cz.jirutka.rsql.parser.RSQLParserException;
import cz.jirutka.rsql.parser.ast.AndNode;
import cz.jirutka.rsql.parser.ast.Arity;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.ComparisonOperator;
import cz.jirutka.rsql.parser.ast.Node;
import cz.jirutka.rsql.parser.ast.OrNode;
import io.muster.platform.problem.ProblemException;
import io.muster.shadow.document.Condition;
import io.muster.shadow.json.ExactNumber;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.json.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Conditions as callers write them: the grammar of filters, on one document. A place is written as
 * a path ({@code reported.motor.power}) or, where a name has a dot in it, as a JSON pointer.
 */
final class ConditionText {

    private static final int MAX_LENGTH = 4096;
    // The parser goes down one step of its stack for each.
    private static final int MAX_BRACKETS = 100;
    private static final Set<String> ROOTS =
            Set.of(
                    "desired",
                    "reported",
                    "tags",
                    "version",
                    "desiredVersion",
                    "reportedVersion",
                    "sync");
    private static final ComparisonOperator EQUAL = one("==");
    private static final ComparisonOperator NOT_EQUAL = one("!=");
    private static final ComparisonOperator IN = several("=in=");
    private static final ComparisonOperator OUT = several("=out=");
    private static final ComparisonOperator EXISTS = one("=exists=");
    private static final Map<ComparisonOperator, Condition.Order> ORDERS =
            Map.of(
                    one("=lt=", "<"), Condition.Order.LESS,
                    one("=le=", "<="), Condition.Order.LESS_OR_EQUAL,
                    one("=gt=", ">"), Condition.Order.GREATER,
                    one("=ge=", ">="), Condition.Order.GREATER_OR_EQUAL);
    private static final Set<ComparisonOperator> OPERATORS =
            Stream.concat(Stream.of(EQUAL, NOT_EQUAL, IN, OUT, EXISTS), ORDERS.keySet().stream())
                    .collect(Collectors.toUnmodifiableSet());

    private ConditionText() {}

    /** Reads a condition; what is none is a 400 problem {@code invalid-filter}. */
    static Condition parse(String text) {
        if (text.length() > MAX_LENGTH
                || text.chars().filter(c -> c == '(').count() > MAX_BRACKETS) {
            throw fault("A condition has at most 4096 characters and 100 brackets.");
        }
        try {
            return condition(new RSQLParser(OPERATORS).parse(text));
        } catch (RSQLParserException malformed) {
            throw fault("The condition is not RSQL.");
        }
    }

    private static Condition condition(Node node) {
        return switch (node) {
            case AndNode and -> new Condition.And(each(and.getChildren()));
            case OrNode or -> new Condition.Or(each(or.getChildren()));
            case ComparisonNode comparison -> comparison(comparison);
            default -> throw fault("The condition is not RSQL.");
        };
    }

    private static List<Condition> each(List<Node> nodes) {
        return nodes.stream().map(ConditionText::condition).toList();
    }

    private static Condition comparison(ComparisonNode node) {
        var place = place(node.getSelector());
        var operator = node.getOperator();
        var order = ORDERS.get(operator);
        if (order != null) {
            return new Condition.Compare(place, order, readings(argument(node)).getLast());
        }
        if (operator.equals(EXISTS)) {
            return exists(place, argument(node));
        }
        var in = new Condition.In(place, values(node));
        return operator.equals(EQUAL) || operator.equals(IN) ? in : new Condition.Not(in);
    }

    private static Condition exists(Pointer place, String flag) {
        var exists = new Condition.Exists(place);
        return switch (flag) {
            case "true" -> exists;
            case "false" -> new Condition.Not(exists);
            default -> throw fault("=exists= is true or false.");
        };
    }

    private static List<JsonNode> values(ComparisonNode node) {
        return node.getArguments().stream()
                .map(ConditionText::readings)
                .flatMap(List::stream)
                .toList();
    }

    private static String argument(ComparisonNode node) {
        return node.getArguments().getFirst();
    }

    /** As a text and, last, as the number or the truth value that it may be as well. */
    private static List<JsonNode> readings(String text) {
        if (text.contains("*")) {
            throw fault("In a condition, * does not stand for any text.");
        }
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        JsonNode asText = TextNode.valueOf(text);
        return JsonText.read(utf8, MAX_LENGTH) instanceof JsonText.Reading.Tree(var value)
                        && (value instanceof ExactNumber || value.isBoolean())
                ? List.of(asText, value)
                : List.of(asText);
    }

    private static Pointer place(String selector) {
        var place =
                Pointer.selected(selector)
                        .orElseThrow(() -> fault(selector + " is no JSON pointer."));
        if (!ROOTS.contains(place.tokens().getFirst())) {
            throw fault(
                    "A place begins with one of desired, reported, tags, version, desiredVersion,"
                            + " reportedVersion and sync.");
        }
        return place;
    }

    private static ComparisonOperator one(String... symbols) {
        return new ComparisonOperator(symbols, Arity.of(1, 1));
    }

    private static ComparisonOperator several(String symbol) {
        return new ComparisonOperator(new String[] {symbol}, Arity.of(1, 100));
    }

    private static ProblemException fault(String detail) {
        return ProblemException.of(400, "invalid-filter", "The filter can't be used", detail);
    }
}
