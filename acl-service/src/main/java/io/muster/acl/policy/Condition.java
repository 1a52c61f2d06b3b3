// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What must hold besides action, resource and subject, in Kleene's three-valued logic. */
sealed interface Condition {

    Truth test(Situation situation);

    /** Shows each check that this condition is made of. */
    void visit(Consumer<Leaf> visitor);

    /** Says whether a check needs a fact of this kind. */
    default boolean needs(Predicate<Fact> kind) {
        var found = new boolean[1];
        visit(leaf -> found[0] |= kind.test(leaf.check().fact()));
        return found[0];
    }

    /**
     * One check.
     *
     * @param pointer where it is in its document
     */
    record Leaf(String pointer, Check check) implements Condition {
        @Override
        public Truth test(Situation situation) {
            return check.test(situation);
        }

        @Override
        public void visit(Consumer<Leaf> visitor) {
            visitor.accept(this);
        }
    }

    /** Each of them holds. */
    record All(List<Condition> parts) implements Condition {

        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth test(Situation situation) {
            var truth = Truth.TRUE;
            for (int i = 0; i < parts.size() && truth != Truth.FALSE; i++) {
                truth = truth.and(parts.get(i).test(situation));
            }
            return truth;
        }

        @Override
        public void visit(Consumer<Leaf> visitor) {
            parts.forEach(part -> part.visit(visitor));
        }
    }

    /** At least one of them holds. */
    record Any(List<Condition> parts) implements Condition {

        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth test(Situation situation) {
            var truth = Truth.FALSE;
            for (int i = 0; i < parts.size() && truth != Truth.TRUE; i++) {
                truth = truth.or(parts.get(i).test(situation));
            }
            return truth;
        }

        @Override
        public void visit(Consumer<Leaf> visitor) {
            parts.forEach(part -> part.visit(visitor));
        }
    }

    /** It does not hold; what is unknown stays so. */
    record Not(Condition part) implements Condition {
        @Override
        public Truth test(Situation situation) {
            return part.test(situation).not();
        }

        @Override
        public void visit(Consumer<Leaf> visitor) {
            part.visit(visitor);
        }
    }
}
