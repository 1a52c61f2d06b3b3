// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

/** A list of texts. */
record TextsField(String sql) implements Field {

    @Override
    public String condition(Comparison comparison, Parameters parameters) {
        return switch (comparison.operator()) {
            case EQUAL, ANY -> sql + " && " + texts(comparison, parameters);
            case ALL -> sql + " @> " + texts(comparison, parameters);
            case NOT_EQUAL, OUT ->
                    "NOT COALESCE(%s && %s, false)".formatted(sql, texts(comparison, parameters));
            case EXISTS ->
                    (comparison.flag() ? "" : "NOT ")
                            + "COALESCE(cardinality("
                            + sql
                            + ") > 0, false)";
            case IN, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> throw comparison.unfit();
        };
    }

    private static String texts(Comparison comparison, Parameters parameters) {
        return parameters.add(comparison.arguments().toArray(String[]::new)) + "::text[]";
    }
}
