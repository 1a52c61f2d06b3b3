// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.TopicTrie.Branch;
import io.muster.acl.policy.TopicTrie.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A walk over a trie to all rules that have to do with one topic or filter. In a trie of rules that
 * deny, a level whose variable has no value matches anything; the walk remembers that it passed
 * one.
 */
abstract class Walk {

    /** Is shown what a walk finds. */
    interface Visitor {

        /** Says whether rules of this rank or a greater one are still of interest. */
        boolean wants(int leastRank);

        void visit(Candidates candidates, boolean resolved);
    }

    static final String ONE = "+";
    static final String REST = "#";

    final List<String> levels;
    final Visitor visitor;
    private final Values values;
    private final boolean denying;
    private final boolean internal;

    Walk(List<String> levels, Values values, boolean denying, Visitor visitor) {
        this.levels = levels;
        this.values = values;
        this.denying = denying;
        this.visitor = visitor;
        this.internal = !levels.isEmpty() && levels.getFirst().startsWith("$");
    }

    /** Goes on from a node that stands for the levels before this depth. */
    abstract void from(Node node, int depth, boolean resolved);

    final void over(TopicTrie trie) {
        if (visitor.wants(trie.root().least)) {
            from(trie.root(), 0, true);
        }
    }

    final void step(@Nullable Node node, int depth, boolean resolved) {
        if (node != null && visitor.wants(node.least)) {
            from(node, depth, resolved);
        }
    }

    final void show(@Nullable Candidates candidates, boolean resolved) {
        if (candidates != null) {
            visitor.visit(candidates, resolved);
        }
    }

    /** A wildcard at the root covers none of the broker's own topics. */
    final boolean hidden(int depth) {
        return depth == 0 && internal;
    }

    /** Goes on along the level that has this text. */
    final void follow(Node node, int depth, boolean resolved, String text) {
        step(node.literals.get(text), depth + 1, resolved);
        if (!hidden(depth)) {
            step(node.one, depth + 1, resolved);
        }
        var branches = node.filled;
        for (int i = 0; i < branches.size(); i++) {
            var branch = branches.get(i);
            var mine = text(branch, depth);
            if (mine == null) {
                unresolved(branch, depth);
            } else if (mine.equals(text)) {
                step(branch.node(), depth + 1, resolved);
            }
        }
    }

    final void unresolved(Branch branch, int depth) {
        if (denying) {
            step(branch.node(), depth + 1, false);
        }
    }

    /** The text of a level; null when it has none, or one that the first level must not have. */
    final @Nullable String text(Branch branch, int depth) {
        var text = values.of(branch);
        return depth == 0 && text != null && text.startsWith("$") ? null : text;
    }
}
