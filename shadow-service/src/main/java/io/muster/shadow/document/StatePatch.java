// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Json;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code state} of a request, checked: null, which removes what is desired and reported, or an
 * object of sections, each null or an object within the limits.
 */
public record StatePatch(JsonNode node) {

    private static final Set<SectionName> OF_DEVICES =
            Set.copyOf(EnumSet.of(SectionName.DESIRED, SectionName.REPORTED));
    private static final Set<SectionName> ALL = Set.copyOf(EnumSet.allOf(SectionName.class));

    /** What came of checking a request's state. */
    public sealed interface Check {

        /** It may be applied. */
        record Sound(StatePatch patch) implements Check {}

        /** It may not. */
        record Flawed(Refusal refusal) implements Check {}
    }

    /** Checks the value of {@code state}, as devices and the AWS contract know it. */
    public static Check check(JsonNode state, ShadowLimits limits) {
        return check(state, OF_DEVICES, limits);
    }

    /** Checks an object of sections, tags among them. */
    public static Check checkSections(JsonNode sections, ShadowLimits limits) {
        return check(sections, ALL, limits);
    }

    /** Checks a patch of one section alone. */
    public static Check checkSection(SectionName name, JsonNode patch, ShadowLimits limits) {
        return checkSections(Json.object().set(name.member(), patch), limits);
    }

    /** Whether it says anything about a section, be it only to remove it. */
    public boolean touches(SectionName name) {
        return of(name) != null;
    }

    /** What it says about a section. */
    public @Nullable JsonNode of(SectionName name) {
        if (node.isNull()) {
            return name == SectionName.TAGS ? null : NullNode.getInstance();
        }
        return node.get(name.member());
    }

    /** The same with nothing said about a section. */
    public StatePatch without(SectionName name) {
        var rest = Json.object();
        for (var other : SectionName.values()) {
            var patch = of(other);
            if (other != name && patch != null) {
                rest.set(other.member(), patch);
            }
        }
        return new StatePatch(rest);
    }

    private static Check check(JsonNode state, Set<SectionName> known, ShadowLimits limits) {
        return flaw(state, known, limits)
                .<Check>map(Check.Flawed::new)
                .orElseGet(() -> new Check.Sound(new StatePatch(state)));
    }

    private static Optional<Refusal> flaw(
            JsonNode state, Set<SectionName> known, ShadowLimits limits) {
        if (state.isNull()) {
            return Optional.empty();
        }
        if (!(state instanceof ObjectNode sections)) {
            return Optional.of(Refusal.notAnObject("State"));
        }
        return notAnObject(sections, known)
                .or(() -> unknownSection(sections, known))
                .or(() -> badShape(Shape.of(sections), limits));
    }

    /** In the order of the sections, whatever that of the request. */
    private static Optional<Refusal> notAnObject(ObjectNode sections, Set<SectionName> known) {
        for (var name : SectionName.values()) {
            var section = sections.path(name.member());
            boolean legal = section.isMissingNode() || section.isNull() || section.isObject();
            if (!legal && known.contains(name)) {
                return Optional.of(Refusal.notAnObject(name.title()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> unknownSection(ObjectNode sections, Set<SectionName> known) {
        return sections.propertyStream()
                .map(member -> member.getKey())
                .filter(member -> known.stream().noneMatch(n -> n.member().equals(member)))
                .findFirst()
                .map(Refusal::invalidNode);
    }

    /** The object of sections is no level of its own. */
    private static Optional<Refusal> badShape(Shape shape, ShadowLimits limits) {
        if (shape.nullInArray()) {
            return Optional.of(Refusal.NULL_IN_ARRAY);
        }
        if (shape.depth() - 1 > limits.depth()) {
            return Optional.of(Refusal.tooDeep(limits.depth()));
        }
        return shape.longestName() > limits.memberNameBytes()
                ? Optional.of(Refusal.longMemberName(limits.memberNameBytes()))
                : Optional.empty();
    }
}
