// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

import java.util.regex.Pattern;

/** A number of whatever size; compared exactly. */
record NumberField(String sql) implements Field {

    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,29})(\\.[0-9]{1,30})?");

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** A number as a text that only the database reads. */
    static String placeholder(String number, Parameters parameters) {
        return "CAST(" + parameters.add(number) + "::text AS numeric)";
    }

    @Override
    public String condition(Comparison comparison, Parameters parameters) {
        return switch (comparison.operator()) {
            case EQUAL -> sql + " = " + number(comparison, parameters);
            case NOT_EQUAL -> sql + " IS DISTINCT FROM " + number(comparison, parameters);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    "%s %s %s"
                            .formatted(
                                    sql,
                                    comparison.operator().order(),
                                    number(comparison, parameters));
            case EXISTS -> sql + (comparison.flag() ? " IS NOT NULL" : " IS NULL");
            case IN, OUT, ANY, ALL -> throw comparison.unfit();
        };
    }

    private static String number(Comparison comparison, Parameters parameters) {
        if (!isNumber(comparison.argument())) {
            throw comparison.unfit("a number");
        }
        return placeholder(comparison.argument(), parameters);
    }
}
