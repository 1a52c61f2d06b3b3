// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.JsonSize;

/**
 * One merge of a patch into a section. Only objects that the patch mentions are copied, each once
 * and without what is in them; all else is shared with the section before. How the size changes is
 * counted on the way.
 */
final class Merge {

    private static final int BRACES = 2;

    private final JsonNode stamp;
    private int grown;

    private Merge(Stamp stamp) {
        this.stamp = stamp.node();
    }

    /** The members of an object and their stamps. */
    private record Branch(ObjectNode state, ObjectNode stamps) {

        void put(String name, JsonNode value, JsonNode valueStamps) {
            state.set(name, value);
            stamps.set(name, valueStamps);
        }
    }

    static Section of(Section section, ObjectNode patch, Stamp stamp) {
        if (patch.isEmpty()) {
            return section;
        }
        var merge = new Merge(stamp);
        var merged = merge.merged(section.state(), section.stamps(), patch);
        return new Section(merged.state, merged.stamps, section.size() + merge.grown);
    }

    private Branch merged(ObjectNode state, JsonNode stamps, ObjectNode patch) {
        var next =
                new Branch(
                        Json.copy(state, patch.size()), Stamps.ofEach(state, stamps, patch.size()));
        for (var member : patch.properties()) {
            put(next, member.getKey(), member.getValue());
        }
        grown += JsonSize.ofCommas(next.state.size()) - JsonSize.ofCommas(state.size());
        return next;
    }

    private void put(Branch branch, String name, JsonNode value) {
        switch (value) {
            case ObjectNode members -> putObject(branch, name, members);
            case NullNode _ -> remove(branch, name);
            default -> {
                grown += JsonSize.of(value) + roomFor(branch, name);
                branch.put(name, value, stamp);
            }
        }
    }

    private void remove(Branch branch, String name) {
        var old = branch.state.remove(name);
        branch.stamps.remove(name);
        grown -= old == null ? 0 : JsonSize.ofMember(name, old);
    }

    private void putObject(Branch branch, String name, ObjectNode members) {
        if (branch.state.get(name) instanceof ObjectNode old) {
            var inner = merged(old, Stamps.of(branch.stamps, name), members);
            branch.put(name, inner.state, inner.stamps);
            return;
        }
        var inner = merged(Json.object(), stamp, members);
        boolean onlyNulls = inner.state.isEmpty() && !members.isEmpty();
        if (onlyNulls && !branch.state.has(name)) {
            return; // there is nothing to remove from, and nothing was added
        }
        grown += BRACES + roomFor(branch, name);
        branch.put(name, inner.state, stamp); // all of it is new, so one stamp says enough
    }

    /**
     * What a member needs beside its new value: its name, or less than nothing where it has one.
     */
    private static int roomFor(Branch branch, String name) {
        var old = branch.state.get(name);
        return old == null ? JsonSize.ofName(name) : -JsonSize.of(old);
    }
}
