// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.TopicTrie.Branch;
import io.muster.acl.policy.TopicTrie.Node;
import java.util.List;

/** Finds the rules whose resource has a topic in common with a filter. */
final class MeetWalk extends Walk {

    MeetWalk(List<String> filter, Values values, boolean denying, Visitor visitor) {
        super(filter, values, denying, visitor);
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
        switch (levels.get(depth)) {
            case REST -> {
                show(node.here, resolved);
                all(node, depth, resolved);
            }
            case ONE -> all(node, depth, resolved);
            case String text -> follow(node, depth, resolved, text);
        }
    }

    /** Behind the filter's {@code #}, everything below is common to both. */
    private void rest(Node node, int depth, boolean resolved) {
        if (levels.getLast().equals(REST)) {
            all(node, depth, resolved);
        }
    }

    private void all(Node node, int depth, boolean resolved) {
        for (var entry : node.literals.entrySet()) {
            if (depth > 0 || !entry.getKey().startsWith("$")) {
                step(entry.getValue(), depth + 1, resolved);
            }
        }
        step(node.one, depth + 1, resolved);
        for (Branch branch : node.filled) {
            if (text(branch, depth) == null) {
                unresolved(branch, depth);
            } else {
                step(branch.node(), depth + 1, resolved);
            }
        }
    }
}
