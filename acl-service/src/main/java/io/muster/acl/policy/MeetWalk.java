// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.TopicTrie.Node;

/** Finds the rules whose resource has a topic in common with a filter. */
final class MeetWalk extends Walk {

    MeetWalk(TopicTrie trie, KnownLevels filter, Values values, boolean denying, Visitor visitor) {
        super(trie, filter, values, denying, visitor);
    }

    @Override
    void from(Node node, int depth, boolean resolved) {
        if (!hidden(depth)) {
            show(node.rest, resolved);
        }
        if (depth >= levels.size()) {
            show(node.here, resolved);
            rest(node, depth, resolved);
            return;
        }
        switch (levels.text(depth)) {
            case REST -> {
                show(node.here, resolved);
                all(node, depth, resolved);
            }
            case ONE -> all(node, depth, resolved);
            default -> follow(node, depth, resolved);
        }
    }

    /** Behind the filter's {@code #}, everything below is common to both. */
    private void rest(Node node, int depth, boolean resolved) {
        if (levels.text(levels.size() - 1).equals(REST)) {
            all(node, depth, resolved);
        }
    }

    private void all(Node node, int depth, boolean resolved) {
        for (var next = node.firstLiteral; next != null; next = next.sibling) {
            if (depth > 0 || !next.name().startsWith("$")) {
                step(next, depth + 1, resolved);
            }
        }
        step(node.one, depth + 1, resolved);
        for (var branch = node.firstFilled; branch != null; branch = branch.sibling) {
            if (text(branch, depth) == null) {
                unresolved(branch, depth);
            } else {
                step(branch, depth + 1, resolved);
            }
        }
    }
}
