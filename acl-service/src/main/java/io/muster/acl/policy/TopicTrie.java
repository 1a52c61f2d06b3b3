// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

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
 */
final class TopicTrie {

    /** A level that is rendered for each caller; the number is the template's in its set. */
    record Branch(Template template, int number, Node node) {}

    /** What follows a number of levels. Written while the trie is built, and never after. */
    static final class Node {
        Map<String, Node> literals = new HashMap<>();
        final List<Branch> filled = new ArrayList<>();
        @Nullable Node one;
        @Nullable Candidates here;
        @Nullable Candidates rest;

        /** The least rank of a rule at or below this node. */
        int least = Integer.MAX_VALUE;

        /**
         * Levels are often called alike ({@code s-001}, {@code s-002}), so that many share a bucket
         * of a hash map; a map that never changes probes instead, in memory that lies together.
         */
        private void freeze() {
            literals.values().forEach(Node::freeze);
            filled.forEach(branch -> branch.node().freeze());
            if (one != null) {
                one.freeze();
            }
            literals = Map.copyOf(literals);
        }
    }

    private final Node root;

    private TopicTrie(Node root) {
        this.root = root;
    }

    Node root() {
        return root;
    }

    /** Puts a trie together. */
    static final class Builder {

        private final Map<Template, Integer> templates;
        private final Node root = new Node();
        private final Map<Node, List<RankedRule>> here = new HashMap<>();
        private final Map<Node, List<RankedRule>> rest = new HashMap<>();

        /**
         * @param templates the numbers of the set's templates, to which new ones are added
         */
        Builder(Map<Template, Integer> templates) {
            this.templates = templates;
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
                case Literal(var text) -> node.literals.computeIfAbsent(text, _ -> new Node());
                case Filled(var template) -> filled(node, template);
                case One() -> one(node);
                case Rest(), Anything() ->
                        throw new IllegalArgumentException("no level leads on from here");
            };
        }

        private static Node one(Node node) {
            var one = node.one == null ? new Node() : node.one;
            node.one = one;
            return one;
        }

        private Node filled(Node node, Template template) {
            for (var branch : node.filled) {
                if (branch.template().equals(template)) {
                    return branch.node();
                }
            }
            int number = templates.computeIfAbsent(template, _ -> templates.size());
            var branch = new Branch(template, number, new Node());
            node.filled.add(branch);
            return branch.node();
        }

        TopicTrie build() {
            here.forEach((node, rules) -> node.here = Candidates.of(rules));
            rest.forEach((node, rules) -> node.rest = Candidates.of(rules));
            root.freeze();
            return new TopicTrie(root);
        }
    }
}
