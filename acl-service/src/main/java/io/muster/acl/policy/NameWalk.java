// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.TopicTrie.Node;
import java.util.List;

/** Finds the rules whose resource matches a topic; of a connect, the topic without levels. */
final class NameWalk extends Walk {

    NameWalk(List<String> names, Values values, boolean denying, Visitor visitor) {
        super(names, values, denying, visitor);
    }

    @Override
    void from(Node node, int depth, boolean resolved) {
        if (!hidden(depth)) {
            show(node.rest, resolved);
        }
        if (depth == levels.size()) {
            show(node.here, resolved);
        } else {
            follow(node, depth, resolved, levels.get(depth));
        }
    }
}
