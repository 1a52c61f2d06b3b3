// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

/** A text; ordered byte by byte, or as its column says. */
record TextField(String sql) implements Field {

    @Override
    public String condition(Comparison comparison, Parameters parameters) {
        return switch (comparison.operator()) {
            case EQUAL -> equal(comparison, parameters);
            case NOT_EQUAL -> "NOT COALESCE(" + equal(comparison, parameters) + ", false)";
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    "%s %s %s"
                            .formatted(
                                    sql,
                                    comparison.operator().order(),
                                    parameters.add(comparison.argument()));
            case IN -> among(comparison, parameters);
            case OUT -> "NOT COALESCE(" + among(comparison, parameters) + ", false)";
            case EXISTS -> sql + (comparison.flag() ? " IS NOT NULL" : " IS NULL");
            case ANY, ALL -> throw comparison.unfit();
        };
    }

    private String equal(Comparison comparison, Parameters parameters) {
        var text = comparison.argument();
        return text.contains("*")
                ? sql + " LIKE " + parameters.add(LikePattern.of(text))
                : sql + " = " + parameters.add(text);
    }

    private String among(Comparison comparison, Parameters parameters) {
        return sql
                + " = ANY("
                + parameters.add(comparison.arguments().toArray(String[]::new))
                + ")";
    }
}
