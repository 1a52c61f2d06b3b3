// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.shadow.json.ExactNumber;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.Pointer;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * A condition on a document. Places begin with a section, as {@code /reported/fw}; beside those
 * there are {@code /version}, {@code /desiredVersion}, {@code /reportedVersion} and {@code
 * /sync/state}. A comparison with what is not there, or with another type, does not hold.
 */
public sealed interface Condition {

    /** Whether the document is so. */
    default boolean holdsFor(ShadowDocument document) {
        return holdsIn(view(document));
    }

    /** Whether the value is so. */
    boolean holdsIn(JsonNode view);

    /** How two values in order stand to each other. */
    enum Order {
        LESS(order -> order < 0),
        LESS_OR_EQUAL(order -> order <= 0),
        GREATER(order -> order > 0),
        GREATER_OR_EQUAL(order -> order >= 0);

        @SuppressWarnings("ImmutableEnumChecker") // a function without state
        private final IntPredicate holds;

        Order(IntPredicate holds) {
            this.holds = holds;
        }
    }

    /** All of them hold. */
    record And(List<Condition> each) implements Condition {

        public And {
            each = List.copyOf(each);
        }

        @Override
        public boolean holdsIn(JsonNode view) {
            return each.stream().allMatch(one -> one.holdsIn(view));
        }
    }

    /** At least one holds. */
    record Or(List<Condition> each) implements Condition {

        public Or {
            each = List.copyOf(each);
        }

        @Override
        public boolean holdsIn(JsonNode view) {
            return each.stream().anyMatch(one -> one.holdsIn(view));
        }
    }

    /** It does not hold. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean holdsIn(JsonNode view) {
            return !condition.holdsIn(view);
        }
    }

    /** There is something. */
    record Exists(Pointer place) implements Condition {
        @Override
        public boolean holdsIn(JsonNode view) {
            return place.in(view).isPresent();
        }
    }

    /** There is one of these values. */
    record In(Pointer place, List<JsonNode> values) implements Condition {

        public In {
            values = List.copyOf(values);
        }

        @Override
        public boolean holdsIn(JsonNode view) {
            return place.in(view)
                    .filter(found -> values.stream().anyMatch(v -> Json.same(found, v)))
                    .isPresent();
        }
    }

    /** There is a number or a text before or after this one. */
    record Compare(Pointer place, Order order, JsonNode value) implements Condition {
        @Override
        public boolean holdsIn(JsonNode view) {
            return place.in(view)
                    .map(found -> compared(found, value))
                    .filter(result -> result.isPresent() && order.holds.test(result.getAsInt()))
                    .isPresent();
        }
    }

    private static OptionalInt compared(JsonNode found, JsonNode value) {
        if (found instanceof ExactNumber && value instanceof ExactNumber) {
            return OptionalInt.of(found.decimalValue().compareTo(value.decimalValue()));
        }
        return found.isTextual() && value.isTextual()
                ? OptionalInt.of(found.textValue().compareTo(value.textValue()))
                : OptionalInt.empty();
    }

    private static JsonNode view(ShadowDocument document) {
        var view = Json.object();
        for (var name : SectionName.values()) {
            if (!document.section(name).isEmpty()) {
                view.set(name.member(), document.section(name).state());
            }
        }
        var ledger = document.ledger();
        view.set("version", ExactNumber.of(document.version()));
        view.set("desiredVersion", ExactNumber.of(ledger.desiredVersion()));
        view.set("reportedVersion", ExactNumber.of(ledger.reportedVersion()));
        view.putObject("sync").put("state", ledger.delivery().state().word());
        return view;
    }
}
