// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.json.JsonPatch;
import io.muster.shadow.json.PatchLeaves;
import io.muster.shadow.json.PatchOperation;
import io.muster.shadow.json.Pointer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ways to say what is to be written. Each becomes one merge patch against the shadow of now.
 */
public sealed interface Edit {

    /** What it writes to, each place beginning with its section; for those who decide on rights. */
    List<Pointer> places();

    /** Whether it may write to a section. */
    default boolean touches(SectionName section) {
        var place = Pointer.ROOT.child(section.member());
        return places().stream().anyMatch(place::overlaps);
    }

    /** A merge patch of sections (RFC 7396). */
    record Merge(StatePatch patch) implements Edit {
        @Override
        public List<Pointer> places() {
            return ofSections(patch);
        }

        @Override
        public boolean touches(SectionName section) {
            return patch.touches(section);
        }
    }

    /** Sections that get exactly this content; those not mentioned stay. */
    record Replace(StatePatch sections) implements Edit {
        @Override
        public List<Pointer> places() {
            return Arrays.stream(SectionName.values())
                    .filter(sections::touches)
                    .map(section -> Pointer.ROOT.child(section.member()))
                    .toList();
        }
    }

    /** A JSON Patch (RFC 6902) of the object of all sections; those that are absent are empty. */
    record Amend(JsonPatch patch) implements Edit {
        @Override
        public List<Pointer> places() {
            return patch.operations().stream().flatMap(Amend::written).toList();
        }

        private static Stream<Pointer> written(PatchOperation operation) {
            return switch (operation) {
                case PatchOperation.Test _ -> Stream.empty();
                case PatchOperation.Move(var from, var path) -> Stream.of(from, path);
                case PatchOperation.Add _,
                        PatchOperation.Remove _,
                        PatchOperation.Replace _,
                        PatchOperation.Copy _ ->
                        Stream.of(operation.path());
            };
        }
    }

    /** One place gets exactly this value; objects on the way are made. */
    record Put(SectionName section, Pointer at, JsonNode value) implements Edit {
        @Override
        public List<Pointer> places() {
            return List.of(at.within(section.member()));
        }
    }

    /** A merge patch of what is at one place; objects on the way are made. */
    record MergeAt(SectionName section, Pointer at, JsonNode patch) implements Edit {
        @Override
        public List<Pointer> places() {
            return List.of(at.within(section.member()));
        }
    }

    /** What is at one place goes; there must be something. */
    record Remove(SectionName section, Pointer at) implements Edit {
        @Override
        public List<Pointer> places() {
            return List.of(at.within(section.member()));
        }
    }

    private static List<Pointer> ofSections(StatePatch patch) {
        return Arrays.stream(SectionName.values())
                .filter(patch::touches)
                .flatMap(section -> leaves(section, patch))
                .toList();
    }

    private static Stream<Pointer> leaves(SectionName section, StatePatch patch) {
        var wanted = patch.of(section);
        return wanted == null
                ? Stream.empty()
                : PatchLeaves.of(wanted).keySet().stream()
                        .map(place -> place.within(section.member()));
    }
}
