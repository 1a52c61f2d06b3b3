// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

/** Something that a list can be filtered by. */
@FunctionalInterface
public interface Field {

    /**
     * The comparison as an SQL condition, true exactly when it holds and perhaps null when it does
     * not, so that indexes can answer it. All that came from outside goes into the parameters,
     * never into the text. A 400 problem when the field can't be compared so.
     */
    String condition(Comparison comparison, Parameters parameters);
}
