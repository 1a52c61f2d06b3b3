// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.Candidates.Member;
import io.muster.acl.policy.Level.Anything;
import io.muster.acl.policy.Level.Filled;
import io.muster.acl.policy.Level.Literal;
import io.muster.acl.policy.Level.One;
import io.muster.acl.policy.Level.Rest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rules by the levels of their resources. A walk meets each node at most once, whatever is asked,
 * so no question costs more than the number of nodes; nearly all cost a handful.
 *
 * @param nodes the literal levels, by the node that they follow
 * @param members the rules for groups, by their candidates
 */
record TopicTrie(Node root, Register<Node> nodes, Register<Member> members) {

    /** What follows a number of levels. Written while the trie is built, and never after. */
    static final class Node extends Register.Entry {

        private static final int NO_TEMPLATE = -1;
        private static final String NO_TEXT = "";

        final int number;

        /** The number of the template that the level is rendered from, in its set. */
        final int template;

        @Nullable Node firstLiteral;
        @Nullable Node firstFilled;

        /** The next of its kind after the same level. */
        @Nullable Node sibling;

        @Nullable Node one;
        @Nullable Candidates here;
        @Nullable Candidates rest;

        /** The least rank of a rule at or below this node. */
        int least = Integer.MAX_VALUE;

        private Node(int parent, String text, int number, int template) {
            super(parent, text);
            this.number = number;
            this.template = template;
        }

        static Node literal(Node parent, String text, int number) {
            var node = new Node(parent.number, text, number, NO_TEMPLATE);
            node.sibling = parent.firstLiteral;
            parent.firstLiteral = node;
            return node;
        }

        static Node filled(Node parent, int template, int number) {
            var node = new Node(parent.number, NO_TEXT, number, template);
            node.sibling = parent.firstFilled;
            parent.firstFilled = node;
            return node;
        }

        static Node nameless(int number) {
            return new Node(number, NO_TEXT, number, NO_TEMPLATE);
        }
    }

    /** Puts a trie together. */
    static final class Builder {

        private record Step(Node from, String text) {}

        private final TrieParts parts;
        private final Node root;
        private final Map<Step, Node> literals = new HashMap<>();
        private final Map<Node, List<RankedRule>> here = new HashMap<>();
        private final Map<Node, List<RankedRule>> rest = new HashMap<>();

        Builder(TrieParts parts) {
            this.parts = parts;
            this.root = Node.nameless(parts.number());
        }

        void add(TopicPattern pattern, RankedRule rule) {
            var node = root;
            var place = here;
            node.least = Math.min(node.least, rule.rank());
            for (var level : pattern.levels()) {
                if (level instanceof Rest) {
                    place = rest;
                } else {
                    node = next(node, level);
                    node.least = Math.min(node.least, rule.rank());
                }
            }
            place.computeIfAbsent(node, _ -> new ArrayList<>()).add(rule);
        }

        private Node next(Node node, Level level) {
            return switch (level) {
                case Literal(var text) -> literal(node, parts.text(text));
                case Filled(var template) -> filled(node, parts.template(template));
                case One() -> one(node);
                case Rest(), Anything() ->
                        throw new IllegalArgumentException("no level leads on from here");
            };
        }

        private Node literal(Node node, String text) {
            return literals.computeIfAbsent(
                    new Step(node, text), _ -> Node.literal(node, text, parts.number()));
        }

        private Node filled(Node node, int template) {
            for (var branch = node.firstFilled; branch != null; branch = branch.sibling) {
                if (branch.template == template) {
                    return branch;
                }
            }
            return Node.filled(node, template, parts.number());
        }

        private Node one(Node node) {
            var one = node.one == null ? Node.nameless(parts.number()) : node.one;
            node.one = one;
            return one;
        }

        TopicTrie build() {
            here.forEach((node, rules) -> node.here = Candidates.of(rules, parts));
            rest.forEach((node, rules) -> node.rest = Candidates.of(rules, parts));
            return new TopicTrie(
                    root, new Register<>(literals.values()), new Register<>(parts.takeMembers()));
        }
    }
}
