// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code state} of a request, checked: null, which removes both sections, or an object of at
 * most {@code desired} and {@code reported}, each null or an object within the limits.
 */
public record StatePatch(JsonNode node) {

    private static final String DESIRED = "desired";
    private static final String REPORTED = "reported";

    /** What came of checking a request's state. */
    public sealed interface Check {

        /** It may be applied. */
        record Sound(StatePatch patch) implements Check {}

        /** It may not. */
        record Flawed(Refusal refusal) implements Check {}
    }

    /** Checks the value of {@code state}. */
    public static Check check(JsonNode state, ShadowLimits limits) {
        return flaw(state, limits)
                .<Check>map(Check.Flawed::new)
                .orElseGet(() -> new Check.Sound(new StatePatch(state)));
    }

    /** Checks a patch of {@code desired} alone. */
    public static Check checkDesired(JsonNode desired, ShadowLimits limits) {
        return check(Json.object().set(DESIRED, desired), limits);
    }

    /** Whether it says anything about {@code desired}, be it only to remove it. */
    public boolean touchesDesired() {
        return desired() != null;
    }

    /** Whether it says anything about {@code reported}. */
    public boolean touchesReported() {
        return reported() != null;
    }

    @Nullable JsonNode desired() {
        return section(DESIRED);
    }

    @Nullable JsonNode reported() {
        return section(REPORTED);
    }

    private @Nullable JsonNode section(String name) {
        return node.isNull() ? NullNode.getInstance() : node.get(name);
    }

    private static Optional<Refusal> flaw(JsonNode state, ShadowLimits limits) {
        if (state.isNull()) {
            return Optional.empty();
        }
        if (!(state instanceof ObjectNode sections)) {
            return Optional.of(Refusal.notAnObject("State"));
        }
        return notAnObject(sections, DESIRED, "Desired")
                .or(() -> notAnObject(sections, REPORTED, "Reported"))
                .or(() -> unknownSection(sections))
                .or(() -> nullInArray(sections) ? Optional.of(Refusal.NULL_IN_ARRAY) : none())
                .or(() -> deep(sections, limits.depth()))
                .or(() -> longName(sections, limits.memberNameBytes()));
    }

    private static Optional<Refusal> none() {
        return Optional.empty();
    }

    private static Optional<Refusal> notAnObject(ObjectNode sections, String name, String title) {
        var section = sections.path(name);
        boolean legal = section.isMissingNode() || section.isNull() || section.isObject();
        return legal ? none() : Optional.of(Refusal.notAnObject(title));
    }

    private static Optional<Refusal> unknownSection(ObjectNode sections) {
        return sections.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals(DESIRED) && !name.equals(REPORTED))
                .findFirst()
                .map(Refusal::invalidNode);
    }

    private static boolean nullInArray(JsonNode node) {
        return node instanceof ArrayNode
                ? containsNull(node)
                : node.valueStream().anyMatch(StatePatch::nullInArray);
    }

    private static boolean containsNull(JsonNode node) {
        return node.isNull() || node.valueStream().anyMatch(StatePatch::containsNull);
    }

    private static Optional<Refusal> deep(ObjectNode sections, int limit) {
        boolean deep = sections.valueStream().anyMatch(section -> depth(section) > limit);
        return deep ? Optional.of(Refusal.tooDeep(limit)) : none();
    }

    private static int depth(JsonNode node) {
        return node.isContainerNode()
                ? 1 + node.valueStream().mapToInt(StatePatch::depth).max().orElse(0)
                : 0;
    }

    private static Optional<Refusal> longName(JsonNode node, int limit) {
        return hasLongName(node, limit) ? Optional.of(Refusal.longMemberName(limit)) : none();
    }

    private static boolean hasLongName(JsonNode node, int limit) {
        return node.propertyStream().anyMatch(member -> bytes(member.getKey()) > limit)
                || node.valueStream().anyMatch(value -> hasLongName(value, limit));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
