// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.platform.problem.Problems;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.change.Edit;
import io.muster.shadow.document.Payload;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.json.JsonPatch;
import io.muster.shadow.json.Pointer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Bodies of writes. We read them ourselves: the framework's reader would respell numbers. What
 * can't be written is a problem with the code that MQTT has for it.
 */
@ApplicationScoped
class Bodies {

    private final ShadowLimits limits;

    Bodies(ShadowSettings settings) {
        this.limits = settings.limits().toLimits();
    }

    /** A merge patch of sections. */
    Edit merge(byte[] body) {
        return new Edit.Merge(sections(body));
    }

    /** Sections that are replaced. */
    Edit replace(byte[] body) {
        return new Edit.Replace(sections(body));
    }

    /** A JSON Patch of the object of sections. */
    Edit amend(byte[] body) {
        return switch (JsonPatch.parse(read(body))) {
            case JsonPatch.Parsed.Sound(var patch) -> new Edit.Amend(patch);
            case JsonPatch.Parsed.Unsound(var reason) ->
                    throw ShadowProblems.of(Refusal.invalidPatch(reason));
        };
    }

    /** The value of one desired member. */
    Edit put(String path, byte[] body) {
        var value = read(body);
        if (value.isNull()) {
            throw ShadowProblems.of(
                    Refusal.invalidPatch("Null is no value; DELETE removes a member."));
        }
        return new Edit.Put(SectionName.DESIRED, at(path), value);
    }

    /** A merge patch of one desired member. */
    Edit mergeAt(String path, byte[] body) {
        return new Edit.MergeAt(SectionName.DESIRED, at(path), read(body));
    }

    /** The end of one desired member. */
    static Edit remove(String path) {
        return new Edit.Remove(SectionName.DESIRED, at(path));
    }

    /** The pointer that a path is, without the slash that begins it; empty for the whole. */
    static Pointer at(String path) {
        return Optional.of(path.isEmpty() ? path : "/" + path)
                .flatMap(Pointer::parse)
                .orElseThrow(() -> Problems.invalid("The path ends with no JSON pointer."));
    }

    private StatePatch sections(byte[] body) {
        return switch (StatePatch.checkSections(read(body), limits)) {
            case StatePatch.Check.Flawed(var refusal) -> throw ShadowProblems.of(refusal);
            case StatePatch.Check.Sound(var patch) when patch.node().isNull() ->
                    throw ShadowProblems.of(Refusal.notAnObject("State"));
            case StatePatch.Check.Sound(var patch) -> patch;
        };
    }

    /** Any JSON value. */
    JsonNode read(byte[] body) {
        return switch (Payload.read(body, limits)) {
            case Payload.Unreadable(var refusal) -> throw ShadowProblems.of(refusal);
            case Payload.Tree(var root) -> root;
        };
    }
}
