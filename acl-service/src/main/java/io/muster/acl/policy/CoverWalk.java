// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.TopicTrie.Node;

/** Finds the rules whose resource covers each topic of a filter. */
final class CoverWalk extends Walk {

    CoverWalk(TopicTrie trie, KnownLevels filter, Values values, boolean denying, Visitor visitor) {
        super(trie, filter, values, denying, visitor);
    }

    @Override
    void from(Node node, int depth, boolean resolved) {
        if (!hidden(depth)) {
            show(node.rest, resolved);
        }
        if (depth == levels.size()) {
            show(node.here, resolved);
            return;
        }
        switch (levels.text(depth)) {
            case REST -> {}
            case ONE -> wildcard(node, depth, resolved);
            default -> follow(node, depth, resolved);
        }
    }

    private void wildcard(Node node, int depth, boolean resolved) {
        step(node.one, depth + 1, resolved);
        for (var branch = node.firstFilled; branch != null; branch = branch.sibling) {
            if (text(branch, depth) == null) {
                unresolved(branch, depth);
            }
        }
    }
}
