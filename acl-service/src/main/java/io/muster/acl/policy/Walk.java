// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.TopicTrie.Node;
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

        /**
         * Is shown a rule for the caller's groups.
         *
         * @param resolved false when a variable on the way has no value
         * @return whether rules of greater rank on the same topics are still of interest
         */
        boolean visit(RankedRule rule, boolean resolved);
    }

    static final String ONE = "+";
    static final String REST = "#";

    final KnownLevels levels;
    private final TopicTrie trie;
    private final Values values;
    private final boolean denying;
    private final boolean internal;
    private final Visitor visitor;

    Walk(TopicTrie trie, KnownLevels levels, Values values, boolean denying, Visitor visitor) {
        this.trie = trie;
        this.levels = levels;
        this.values = values;
        this.denying = denying;
        this.visitor = visitor;
        this.internal = levels.size() > 0 && levels.text(0).startsWith("$");
    }

    /** Goes on from a node that stands for the levels before this depth. */
    abstract void from(Node node, int depth, boolean resolved);

    final void go() {
        step(trie.root(), 0, true);
    }

    final void step(@Nullable Node node, int depth, boolean resolved) {
        if (node != null && visitor.wants(node.least)) {
            from(node, depth, resolved);
        }
    }

    final void show(@Nullable Candidates candidates, boolean resolved) {
        if (candidates == null) {
            return;
        }
        for (var rule : candidates.forAnybody) {
            if (!visitor.visit(rule, resolved)) {
                break;
            }
        }
        if (candidates.grouped) {
            showToMember(candidates, resolved);
        }
    }

    private void showToMember(Candidates candidates, boolean resolved) {
        var groups = values.groups();
        for (int i = 0; i < groups.size(); i++) {
            var member = trie.members().find(candidates.number, groups.get(i));
            while (member != null && visitor.visit(member.rule(), resolved)) {
                member = member.next();
            }
        }
    }

    /** A wildcard at the root covers none of the broker's own topics. */
    final boolean hidden(int depth) {
        return depth == 0 && internal;
    }

    /** Goes on along the level that is asked about. */
    final void follow(Node node, int depth, boolean resolved) {
        var known = levels.known(depth);
        if (known != null && node.firstLiteral != null) {
            step(trie.nodes().find(node.number, known), depth + 1, resolved);
        }
        if (!hidden(depth)) {
            step(node.one, depth + 1, resolved);
        }
        for (var branch = node.firstFilled; branch != null; branch = branch.sibling) {
            var mine = text(branch, depth);
            if (mine == null) {
                unresolved(branch, depth);
            } else if (mine.equals(levels.text(depth))) {
                step(branch, depth + 1, resolved);
            }
        }
    }

    final void unresolved(Node branch, int depth) {
        if (denying) {
            step(branch, depth + 1, false);
        }
    }

    /** The text of a level; null when it has none, or one that the first level must not have. */
    final @Nullable String text(Node branch, int depth) {
        var text = values.of(branch.template);
        return depth == 0 && text != null && text.startsWith("$") ? null : text;
    }
}
