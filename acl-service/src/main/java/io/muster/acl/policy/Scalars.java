// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON strings, numbers and booleans, compared without ever turning one into another. */
final class Scalars {

    private Scalars() {}

    static boolean isScalar(JsonNode node) {
        return node.isTextual() || node.isBoolean() || isNumber(node);
    }

    /** A number like 1e999 is infinite to the reader, and nothing can be said of it. */
    static boolean isNumber(JsonNode node) {
        return node.isNumber()
                && !((node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue()));
    }

    static boolean sameType(JsonNode one, JsonNode other) {
        return (one.isTextual() && other.isTextual())
                || (one.isBoolean() && other.isBoolean())
                || (isNumber(one) && isNumber(other));
    }

    /** Both are of one type. */
    static boolean equal(JsonNode one, JsonNode other) {
        return one.isNumber() ? compare(one, other) == 0 : one.equals(other);
    }

    /** By value: 1 and 1.0 are the same number. */
    static int compare(JsonNode one, JsonNode other) {
        return one.canConvertToLong() && other.canConvertToLong() && integral(one, other)
                ? Long.compare(one.longValue(), other.longValue())
                : one.decimalValue().compareTo(other.decimalValue());
    }

    private static boolean integral(JsonNode one, JsonNode other) {
        return one.isIntegralNumber() && other.isIntegralNumber();
    }
}
