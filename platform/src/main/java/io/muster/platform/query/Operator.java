// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

import cz.jirutka.rsql.parser.ast.Arity;
import cz.jirutka.rsql.parser.ast.ComparisonOperator;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** How a field is compared. */
public enum Operator {
    /** Equal; in a text, {@code *} stands for any text. */
    EQUAL("=="),
    /** Not {@link #EQUAL}; what has no value is not equal either. */
    NOT_EQUAL("!="),
    LESS("=lt=", "<"),
    LESS_OR_EQUAL("=le=", "<="),
    GREATER("=gt=", ">"),
    GREATER_OR_EQUAL("=ge=", ">="),
    /** Equal to one of several. */
    IN(true, "=in="),
    /** Equal to none of several. */
    OUT(true, "=out="),
    /** A list that has at least one of these. */
    ANY(true, "=any="),
    /** A list that has all of these. */
    ALL(true, "=all="),
    /** Whether there is a value at all: {@code true} or {@code false}. */
    EXISTS("=exists=");

    private static final Set<ComparisonOperator> SYNTAX =
            Arrays.stream(values())
                    .map(each -> each.syntax)
                    .collect(Collectors.toUnmodifiableSet());

    @SuppressWarnings(
            "ImmutableEnumChecker") // it is never changed, the library only doesn't say so
    private final ComparisonOperator syntax;

    Operator(String... symbols) {
        this(false, symbols);
    }

    Operator(boolean several, String... symbols) {
        this.syntax = new ComparisonOperator(symbols, Arity.of(1, several ? Integer.MAX_VALUE : 1));
    }

    /** As it is written. */
    public String symbol() {
        return syntax.getSymbol();
    }

    static Set<ComparisonOperator> syntax() {
        return SYNTAX;
    }

    static Operator of(ComparisonOperator syntax) {
        return Arrays.stream(values())
                .filter(each -> each.syntax.equals(syntax))
                .findFirst()
                .orElseThrow();
    }

    /** The same in SQL, for the four that put values in order. */
    String order() {
        return switch (this) {
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case EQUAL, NOT_EQUAL, IN, OUT, ANY, ALL, EXISTS ->
                    throw new IllegalStateException(this + " puts nothing in order");
        };
    }
}
