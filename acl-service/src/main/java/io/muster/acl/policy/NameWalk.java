// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.TopicTrie.Node;

/** Finds the rules whose resource matches a topic; of a connect, the topic without levels. */
final class NameWalk extends Walk {

    NameWalk(TopicTrie trie, KnownLevels name, Values values, boolean denying, Visitor visitor) {
        super(trie, name, values, denying, visitor);
    }

    @Override
    void from(Node node, int depth, boolean resolved) {
        if (!hidden(depth)) {
            show(node.rest, resolved);
        }
        if (depth == levels.size()) {
            show(node.here, resolved);
        } else {
            follow(node, depth, resolved);
        }
    }
}
