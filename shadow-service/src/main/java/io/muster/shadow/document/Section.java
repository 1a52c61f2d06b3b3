// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.JsonSize;
import org.jspecify.annotations.Nullable;

/**
 * One part of a shadow, {@code desired}, {@code reported} or {@code tags} (or what differs between
 * two of them): its state and when each member was written. A section without members is one that
 * does not exist. The nodes belong to the section and are never changed.
 *
 * @param size minified UTF-8 bytes of the state, kept up with each change so that it is never
 *     counted over the whole section again
 */
public record Section(ObjectNode state, ObjectNode stamps, int size) {

    private static final int EMPTY_SIZE = 2;

    /** The section that does not exist. */
    public static Section empty() {
        return new Section(Json.object(), Json.object(), EMPTY_SIZE);
    }

    /** A section of this content. */
    public static Section of(ObjectNode state, ObjectNode stamps) {
        return new Section(state, stamps, JsonSize.of(state));
    }

    /** Whether it has no members, which is the same as not being there. */
    public boolean isEmpty() {
        return state.isEmpty();
    }

    /** The bytes that count toward the limit; none for a section that does not exist. */
    public int bytes() {
        return isEmpty() ? 0 : size;
    }

    /**
     * The section after a patch: absent changes nothing, null removes all, an object is merged (RFC
     * 7396, except that every leaf it mentions is stamped, even one that stays the same).
     */
    public Section patched(@Nullable JsonNode patch, Stamp stamp) {
        return switch (patch) {
            case null -> this;
            case ObjectNode members -> Merge.of(this, members, stamp);
            default -> empty();
        };
    }

    /** Whether a patch would leave all values as they are. */
    public boolean has(@Nullable JsonNode patch) {
        return switch (patch) {
            case null -> true;
            case ObjectNode members -> has(state, members);
            default -> isEmpty();
        };
    }

    private static boolean has(ObjectNode state, ObjectNode patch) {
        for (var member : patch.properties()) {
            if (!hasValue(state.get(member.getKey()), member.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasValue(@Nullable JsonNode value, JsonNode patch) {
        if (patch.isNull()) {
            return value == null;
        }
        return patch instanceof ObjectNode members
                ? hasMembers(value, members)
                : value != null && Json.same(value, patch);
    }

    /** Nulls alone add nothing where there is nothing, but turn a scalar into an empty object. */
    private static boolean hasMembers(@Nullable JsonNode value, ObjectNode patch) {
        return value == null
                ? !patch.isEmpty() && has(Json.object(), patch)
                : value instanceof ObjectNode object && has(object, patch);
    }
}
