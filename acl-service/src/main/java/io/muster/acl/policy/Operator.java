// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;

/**
 * What an attribute is compared with, and how. Values of another type than the operator's are
 * neither like it nor unlike it: the answer is unknown.
 */
sealed interface Operator {

    /**
     * @param actual present, and no JSON null
     */
    Truth test(JsonNode actual);

    /** {@code eq} and {@code in}: one of these, each compared only with values of its own type. */
    record Among(List<JsonNode> wanted) implements Operator {

        public Among {
            wanted = List.copyOf(wanted);
        }

        @Override
        public Truth test(JsonNode actual) {
            var truth = Truth.UNKNOWN;
            for (var one : wanted) {
                if (Scalars.sameType(one, actual)) {
                    if (Scalars.equal(one, actual)) {
                        return Truth.TRUE;
                    }
                    truth = Truth.FALSE;
                }
            }
            return truth;
        }
    }

    /** {@code ne} and {@code not_in}. */
    record Unlike(Operator other) implements Operator {
        @Override
        public Truth test(JsonNode actual) {
            return other.test(actual).not();
        }
    }

    /** {@code contains} and {@code contains_any}: a list has one of these among its entries. */
    record Containing(List<JsonNode> wanted) implements Operator {

        public Containing {
            wanted = List.copyOf(wanted);
        }

        @Override
        public Truth test(JsonNode actual) {
            if (!actual.isArray()) {
                return Truth.UNKNOWN;
            }
            for (var entry : actual) {
                for (var one : wanted) {
                    if (Scalars.sameType(one, entry) && Scalars.equal(one, entry)) {
                        return Truth.TRUE;
                    }
                }
            }
            return Truth.FALSE;
        }
    }

    /** {@code prefix}, {@code suffix} and {@code glob}. */
    record OfText(Predicate<String> test) implements Operator {
        @Override
        public Truth test(JsonNode actual) {
            return actual.isTextual() ? Truth.of(test.test(actual.textValue())) : Truth.UNKNOWN;
        }
    }

    /** {@code lt}, {@code le}, {@code gt}, {@code ge}: the sign of the comparison fits. */
    record OfNumber(JsonNode bound, Predicate<Integer> sign) implements Operator {
        @Override
        public Truth test(JsonNode actual) {
            return Scalars.isNumber(actual)
                    ? Truth.of(sign.test(Scalars.compare(actual, bound)))
                    : Truth.UNKNOWN;
        }
    }

    /** {@code cidr}. */
    record InRanges(AddressRanges ranges) implements Operator {
        @Override
        public Truth test(JsonNode actual) {
            return ranges.test(actual.textValue());
        }
    }
}
