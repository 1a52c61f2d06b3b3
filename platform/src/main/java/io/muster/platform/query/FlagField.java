// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

/** Yes or no. */
record FlagField(String sql) implements Field {

    @Override
    public String condition(Comparison comparison, Parameters parameters) {
        return switch (comparison.operator()) {
            case EQUAL -> is(comparison.flag());
            case NOT_EQUAL -> is(!comparison.flag());
            case EXISTS -> sql + (comparison.flag() ? " IS NOT NULL" : " IS NULL");
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN, OUT, ANY, ALL ->
                    throw comparison.unfit();
        };
    }

    private String is(boolean wanted) {
        return wanted ? sql : "NOT COALESCE(" + sql + ", false)";
    }
}
