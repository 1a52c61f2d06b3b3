// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The merge patch (RFC 7396) that makes one object of another. So every way to change an object is
 * a merge in the end, and there is one place that merges. Objects without nulls are always
 * reachable; a null that the wanted object has becomes the removal of that member.
 */
public final class MergeDiff {

    private MergeDiff() {}

    /** Mentions only what differs; another spelling of the same number is a difference. */
    public static ObjectNode between(ObjectNode from, ObjectNode to) {
        return diff(from, to, false);
    }

    /** Mentions all that is wanted, also what is there already, and nulls for what is not. */
    public static ObjectNode replacing(ObjectNode from, ObjectNode to) {
        return diff(from, to, true);
    }

    /** Both patches in one, of which the second only repeats what the first leaves as it is. */
    public static ObjectNode joined(ObjectNode patch, ObjectNode repeated) {
        var both = Json.copy(patch, repeated.size());
        for (var member : repeated.properties()) {
            boolean inner =
                    member.getValue() instanceof ObjectNode
                            && patch.get(member.getKey()) instanceof ObjectNode;
            both.set(
                    member.getKey(),
                    inner
                            ? joined(
                                    (ObjectNode) patch.get(member.getKey()),
                                    (ObjectNode) member.getValue())
                            : member.getValue());
        }
        return both;
    }

    @SuppressWarnings("ReferenceEquality") // what is shared need not be compared
    private static ObjectNode diff(ObjectNode from, ObjectNode to, boolean everything) {
        var patch = Json.object();
        for (var member : from.properties()) {
            if (!to.has(member.getKey())) {
                patch.putNull(member.getKey());
            }
        }
        for (var member : to.properties()) {
            var name = member.getKey();
            var wanted = member.getValue();
            var present = from.get(name);
            if (wanted == present && !everything) {
                continue;
            }
            if (wanted instanceof ObjectNode inner && present instanceof ObjectNode old) {
                var change = diff(old, inner, everything);
                if (everything || !change.isEmpty()) {
                    patch.set(name, change);
                }
            } else if (everything || !wanted.equals(present)) {
                patch.set(name, wanted);
            }
        }
        return patch;
    }
}
