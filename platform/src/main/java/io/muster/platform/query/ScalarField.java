// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.stream.Collectors;

/**
 * One value of whatever type, in columns {@code f.num}, {@code f.str} and {@code f.flag} of which
 * at most one is set. An argument that looks like a number or a truth value is also compared as
 * one; values are put in order as numbers when it is one, as texts otherwise.
 *
 * @param mostBytes how long a text can be that is there to be compared with
 */
public record ScalarField(Holder holder, int mostBytes) implements Field {

    /** Where the columns are. */
    @FunctionalInterface
    public interface Holder {

        /**
         * That there is a value, and that this holds for it, as an SQL condition that is true or
         * false.
         */
        String has(String condition, Parameters parameters);
    }

    @Override
    public String condition(Comparison comparison, Parameters parameters) {
        return switch (comparison.operator()) {
            case EQUAL, IN -> equal(comparison, parameters);
            case NOT_EQUAL, OUT -> "NOT " + equal(comparison, parameters);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    holder.has(ordered(comparison, parameters), parameters);
            case EXISTS -> (comparison.flag() ? "" : "NOT ") + holder.has("true", parameters);
            case ANY, ALL -> throw comparison.unfit();
        };
    }

    private String equal(Comparison comparison, Parameters parameters) {
        return holder.has(
                comparison.arguments().stream()
                        .map(text -> equal(usable(comparison, text), parameters))
                        .collect(Collectors.joining(" OR ")),
                parameters);
    }

    private static String equal(String text, Parameters parameters) {
        if (text.contains("*")) {
            return "f.str LIKE " + parameters.add(LikePattern.of(text));
        }
        var readings = new ArrayList<String>();
        readings.add("f.str = " + parameters.add(text));
        if (NumberField.isNumber(text)) {
            readings.add("f.num = " + NumberField.placeholder(text, parameters));
        } else if (text.equals("true") || text.equals("false")) {
            readings.add(text.equals("true") ? "f.flag" : "NOT f.flag");
        }
        return String.join(" OR ", readings);
    }

    private String ordered(Comparison comparison, Parameters parameters) {
        var text = usable(comparison, comparison.argument());
        var order = comparison.operator().order();
        return NumberField.isNumber(text)
                ? "f.num " + order + " " + NumberField.placeholder(text, parameters)
                : "f.str " + order + " " + parameters.add(text);
    }

    private String usable(Comparison comparison, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            throw comparison.unfit("texts of at most " + mostBytes + " bytes");
        }
        return text;
    }
}
