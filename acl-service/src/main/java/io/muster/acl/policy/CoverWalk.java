// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.TopicTrie.Branch;
import io.muster.acl.policy.TopicTrie.Node;
import java.util.List;

/** Finds the rules whose resource covers each topic of a filter. */
final class CoverWalk extends Walk {

    CoverWalk(List<String> filter, Values values, boolean denying, Visitor visitor) {
        super(filter, values, denying, visitor);
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
        switch (levels.get(depth)) {
            case REST -> {}
            case ONE -> wildcard(node, depth, resolved);
            case String text -> follow(node, depth, resolved, text);
        }
    }

    private void wildcard(Node node, int depth, boolean resolved) {
        step(node.one, depth + 1, resolved);
        for (Branch branch : node.filled) {
            if (text(branch, depth) == null) {
                unresolved(branch, depth);
            }
        }
    }
}
