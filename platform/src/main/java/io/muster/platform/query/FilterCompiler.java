// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

import cz.jirutka.rsql.parser.ast.AndNode;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.LogicalNode;
import cz.jirutka.rsql.parser.ast.Node;
import cz.jirutka.rsql.parser.ast.OrNode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a parsed filter as SQL. */
final class FilterCompiler {

    private static final int MAX_TERMS = 40;
    private static final int MAX_ARGUMENTS = 100;

    private final Fields fields;
    private final Parameters parameters;
    private final Set<String> selectors = new HashSet<>();
    private int terms;

    FilterCompiler(Fields fields, Parameters parameters) {
        this.fields = fields;
        this.parameters = parameters;
    }

    String compile(Node node) {
        return switch (node) {
            case AndNode and -> joined(and, " AND ");
            case OrNode or -> joined(or, " OR ");
            case ComparisonNode one -> compare(one);
            default -> throw new IllegalStateException("RSQL has no such node: " + node.getClass());
        };
    }

    Set<String> selectors() {
        return selectors;
    }

    private String joined(LogicalNode node, String between) {
        return node.getChildren().stream()
                .map(this::compile)
                .collect(Collectors.joining(between, "(", ")"));
    }

    private String compare(ComparisonNode node) {
        if (++terms > MAX_TERMS || node.getArguments().size() > MAX_ARGUMENTS) {
            throw FilterFault.of(
                    "A filter has at most %d comparisons, each with at most %d values."
                            .formatted(MAX_TERMS, MAX_ARGUMENTS));
        }
        var selector = node.getSelector();
        selectors.add(selector);
        var comparison =
                new Comparison(selector, Operator.of(node.getOperator()), node.getArguments());
        return fields.find(selector)
                .orElseThrow(() ->
                        FilterFault.of(
                                "There is no field %s; there are %s."
                                        .formatted(selector, fields.names())))
                .condition(comparison, parameters);
    }
}
