// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.stream.StreamSupport;

/**
 * Whether calculating with the numbers of a tree costs what it seems to. {@code 1e5000000} is nine
 * characters to write and seconds to divide.
 */
public final class ModestNumbers {

    /** A double has 17 digits that count; nothing that we know of measures with more than this. */
    private static final int MOST_DIGITS = 100;

    /** A double ends at about 308. */
    private static final int FARTHEST_EXPONENT = 400;

    private ModestNumbers() {}

    /** Whether each number has few digits and a small exponent. */
    public static boolean in(JsonNode tree) {
        if (tree.isBigDecimal() || tree.isBigInteger()) {
            return isModest(tree.decimalValue());
        }
        return StreamSupport.stream(tree.spliterator(), false).allMatch(ModestNumbers::in);
    }

    private static boolean isModest(BigDecimal number) {
        long exponent = (long) number.precision() - number.scale() - 1;
        return number.precision() <= MOST_DIGITS && Math.abs(exponent) <= FARTHEST_EXPONENT;
    }
}
