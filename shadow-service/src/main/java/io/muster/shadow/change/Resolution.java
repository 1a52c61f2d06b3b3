// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.JsonPatch;
import io.muster.shadow.json.MergeDiff;
import io.muster.shadow.json.PatchOperation;
import io.muster.shadow.json.Pointer;
import java.util.List;
import java.util.Optional;

/** What an edit means for one document: the merge patch that does it, or why there is none. */
sealed interface Resolution {

    /** The patch, checked against the limits. */
    record Merged(StatePatch patch) implements Resolution {}

    /** It can't be done. */
    record Refused(Refusal refusal) implements Resolution {}

    static Resolution of(Edit edit, ShadowDocument document, ShadowLimits limits) {
        var resolving = new Resolving(document, limits);
        return switch (edit) {
            case Edit.Merge(var patch) -> new Merged(patch);
            case Edit.Replace(var sections) -> resolving.replace(sections);
            case Edit.Amend amend -> resolving.amend(amend);
            case Edit.Put(var section, var at, var value) -> resolving.put(section, at, value);
            case Edit.MergeAt(var section, var at, var patch) ->
                    resolving.mergeAt(section, at, patch);
            case Edit.Remove(var section, var at) -> resolving.remove(section, at);
        };
    }

    /** The document against which edits are resolved. */
    record Resolving(ShadowDocument document, ShadowLimits limits) {

        Resolution replace(StatePatch sections) {
            var patch = Json.object();
            for (var name : SectionName.values()) {
                var wanted = sections.of(name);
                if (wanted != null) {
                    patch.set(name.member(), replacing(state(name), wanted));
                }
            }
            return checked(patch);
        }

        Resolution amend(Edit.Amend amend) {
            var root = Json.object();
            for (var name : SectionName.values()) {
                root.set(name.member(), state(name));
            }
            return switch (amend.patch().apply(root, mostAdded())) {
                case JsonPatch.Result.Failed failed -> unfit(failed, Optional.empty());
                case JsonPatch.Result.Patched(ObjectNode sections) ->
                        amended(sections, amend.places());
                case JsonPatch.Result.Patched _ -> new Refused(Refusal.notAnObject("State"));
            };
        }

        /** What is missing after the operations is removed; what became no section is refused. */
        private Resolution amended(ObjectNode sections, List<Pointer> written) {
            var patch = Json.object();
            patch.setAll(sections);
            for (var name : SectionName.values()) {
                switch (sections.get(name.member())) {
                    case null -> patch.putNull(name.member());
                    case ObjectNode wanted ->
                            patch.set(name.member(), MergeDiff.between(state(name), wanted));
                    default -> {} // the check names it
                }
            }
            return checked(withoutEmpty(mentioning(patch, sections, written)));
        }

        /** Who writes what is there already has written it: it gets a new time, and a new end. */
        private static ObjectNode mentioning(
                ObjectNode patch, ObjectNode after, List<Pointer> written) {
            var mentioning = patch;
            for (var place : written) {
                var whole = outsideArrays(after, place);
                var value = whole.in(after);
                if (value.isPresent() && whole.wrap(value.get()) instanceof ObjectNode repeated) {
                    mentioning = MergeDiff.joined(mentioning, repeated);
                }
            }
            return mentioning;
        }

        private ObjectNode withoutEmpty(ObjectNode patch) {
            for (var name : SectionName.values()) {
                var section = patch.path(name.member());
                boolean same = section.isObject() && section.isEmpty();
                if (same || (section.isNull() && state(name).isEmpty())) {
                    patch.remove(name.member());
                }
            }
            return patch;
        }

        Resolution put(SectionName section, Pointer at, JsonNode value) {
            var present = at.in(state(section));
            if (leadsThroughArray(state(section), at)) {
                return edited(
                        section,
                        present.isPresent()
                                ? new PatchOperation.Replace(at, value)
                                : new PatchOperation.Add(at, value));
            }
            var wanted = present.map(old -> replacing(old, value)).orElse(value);
            return checked(section, at.wrap(wanted));
        }

        Resolution mergeAt(SectionName section, Pointer at, JsonNode patch) {
            return leadsThroughArray(state(section), at)
                    ? new Refused(
                            Refusal.invalidPatch("Arrays are values; nothing merges into an item."))
                    : checked(section, at.wrap(patch));
        }

        Resolution remove(SectionName section, Pointer at) {
            if (at.in(state(section)).isEmpty() || state(section).isEmpty()) {
                return new Refused(Refusal.noMember(at.within(section.member())));
            }
            return at.isRoot()
                    ? checked(section, Json.absent())
                    : edited(section, new PatchOperation.Remove(at));
        }

        private Resolution edited(SectionName section, PatchOperation operation) {
            var before = state(section);
            var patch = new JsonPatch(List.of(operation));
            return switch (patch.apply(before, mostAdded())) {
                case JsonPatch.Result.Failed failed ->
                        unfit(failed, Optional.of(operation.path().within(section.member())));
                case JsonPatch.Result.Patched(ObjectNode after) ->
                        checked(
                                section,
                                mentioning(
                                        MergeDiff.between(before, after),
                                        after,
                                        List.of(operation.path())));
                case JsonPatch.Result.Patched _ ->
                        new Refused(Refusal.notAnObject(section.member()));
            };
        }

        private Resolution unfit(JsonPatch.Result.Failed failed, Optional<Pointer> place) {
            int number = failed.operation();
            return new Refused(
                    switch (failed.failure()) {
                        case NO_SUCH_PLACE ->
                                place.map(Refusal::noMember)
                                        .orElseGet(() ->
                                                Refusal.unfitPatch(
                                                        number, "there is nothing at that place"));
                        case TEST_FAILED ->
                                Refusal.unfitPatch(number, "the value is not the tested one");
                        case TOO_LARGE -> Refusal.tooLarge();
                        case TOO_DEEP -> Refusal.tooDeep(limits.depth());
                    });
        }

        private Resolution checked(SectionName section, JsonNode patch) {
            return checked(Json.object().set(section.member(), patch));
        }

        private Resolution checked(JsonNode sections) {
            return switch (StatePatch.checkSections(sections, limits)) {
                case StatePatch.Check.Sound(var patch) -> new Merged(patch);
                case StatePatch.Check.Flawed(var refusal) -> new Refused(refusal);
            };
        }

        private ObjectNode state(SectionName section) {
            return document.section(section).state();
        }

        /** Room to build every document that is allowed, and to move things about meanwhile. */
        private int mostAdded() {
            return 2 * limits.documentBytes() + limits.payloadBytes();
        }

        private static JsonNode replacing(JsonNode old, JsonNode wanted) {
            return old instanceof ObjectNode from && wanted instanceof ObjectNode to
                    ? MergeDiff.replacing(from, to)
                    : wanted;
        }

        private static boolean leadsThroughArray(JsonNode root, Pointer at) {
            return !outsideArrays(root, at).equals(at);
        }

        /** The place, or the array that it lies in: arrays are values. */
        private static Pointer outsideArrays(JsonNode root, Pointer at) {
            var here = Optional.of(root);
            for (int length = 0; length < at.tokens().size(); length++) {
                var place = new Pointer(at.tokens().subList(0, length));
                if (here.filter(ArrayNode.class::isInstance).isPresent()) {
                    return place;
                }
                var step = Pointer.ROOT.child(at.tokens().get(length));
                here = here.flatMap(step::in);
            }
            return at;
        }
    }
}
