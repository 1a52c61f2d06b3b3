// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One half of a shadow, {@code desired} or {@code reported} (or the difference of both): its state
 * and, in the same shape, when each leaf was written. A section without members is one that does
 * not exist. The nodes belong to the section and are never changed.
 */
public record Section(ObjectNode state, ObjectNode stamps) {

    /** The section that does not exist. */
    public static Section empty() {
        return new Section(Json.object(), Json.object());
    }

    /** Whether it has no members, which is the same as not being there. */
    public boolean isEmpty() {
        return state.isEmpty();
    }

    /** Minified UTF-8 bytes of the state; nothing for a section that does not exist. */
    int bytes() {
        return isEmpty() ? 0 : ShadowJson.bytes(state).length;
    }

    /**
     * The section after a patch: absent changes nothing, null removes all, an object is merged (RFC
     * 7396, except that every leaf it mentions is stamped, even one that stays the same).
     */
    Section patched(@Nullable JsonNode patch, long millis) {
        return switch (patch) {
            case null -> this;
            case ObjectNode members -> merged(this, members, millis);
            default -> empty();
        };
    }

    private static Section merged(Section target, ObjectNode patch, long millis) {
        var next = new Section(Json.shallowCopy(target.state), Json.shallowCopy(target.stamps));
        patch.properties().forEach(member -> next.put(member.getKey(), member.getValue(), millis));
        return next;
    }

    private void put(String name, JsonNode value, long millis) {
        if (value instanceof ObjectNode members) {
            putObject(name, members, millis);
        } else if (value.isNull()) {
            state.remove(name);
            stamps.remove(name);
        } else {
            state.set(name, value);
            stamps.set(name, Stamps.of(value, millis));
        }
    }

    private void putObject(String name, ObjectNode members, long millis) {
        var old = state.get(name);
        var merged = merged(member(name), members, millis);
        boolean onlyNulls = merged.isEmpty() && !members.isEmpty();
        if (old == null && onlyNulls) {
            return; // there is nothing to remove from, and nothing was added
        }
        state.set(name, merged.state);
        stamps.set(name, merged.stamps);
    }

    /** The member if it is an object; otherwise an empty one to merge onto. */
    private Section member(String name) {
        return state.get(name) instanceof ObjectNode object
                        && stamps.get(name) instanceof ObjectNode objectStamps
                ? new Section(object, objectStamps)
                : empty();
    }
}
