// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.JsonArbitraries;
import io.muster.shadow.json.JsonText;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What holds for every section and every patch, whatever their content. */
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class SectionLawsTest {

    private static final Stamp OLD = new Stamp(1, 1, "");
    private static final Stamp NEW = new Stamp(2, 2, "user:anna of \"x y\"");

    @Property
    void aPatchAppliedTwiceIsAPatchAppliedOnce(
            @ForAll("states") ObjectNode state, @ForAll("patches") ObjectNode patch) {
        var once = section(state).patched(patch, NEW);

        assertSame(once.patched(patch, NEW), once);
    }

    @Property
    void everyLeafHasItsStamp(
            @ForAll("states") ObjectNode state, @ForAll("patches") ObjectNode patch) {
        var after = section(state).patched(patch, NEW);

        assertThat(knownLeaves(after)).isEqualTo(leaves(after.state()));
    }

    @Property
    void whatAPatchSetsIsThereAndNewAndWhatItRemovesIsGone(
            @ForAll("states") ObjectNode state, @ForAll("patches") ObjectNode patch) {
        assertObeyed(section(state).patched(patch, NEW), patch);
    }

    @Property
    void whatAPatchDoesNotMentionStaysAsItWas(
            @ForAll("states") ObjectNode state, @ForAll("patches") ObjectNode patch) {
        var before = section(state);
        var after = before.patched(patch, NEW);

        assertKept(before, after, patch);
        assertThat(before).as("a section is a value").isEqualTo(section(state));
    }

    @Property
    void nothingNullIsEverStored(
            @ForAll("states") ObjectNode state, @ForAll("patches") ObjectNode patch) {
        assertThat(hasNull(section(state).patched(patch, NEW).state())).isFalse();
    }

    @Property
    void aDeviceThatAppliesItsDeltaHasNoneLeft(
            @ForAll("states") ObjectNode desired, @ForAll("states") ObjectNode reported) {
        var delta = Delta.between(section(desired), section(reported));

        var obedient = section(reported).patched(delta.state(), NEW);

        assertThat(Delta.between(section(desired), obedient).isEmpty()).isTrue();
    }

    @Property
    void aDeltaIsEmptyExactlyWhenReportingItChangesNothing(
            @ForAll("states") ObjectNode desired, @ForAll("states") ObjectNode reported) {
        var delta = Delta.between(section(desired), section(reported));
        var merged = section(reported).patched(desired, NEW);

        assertThat(delta.isEmpty()).isEqualTo(Json.same(merged.state(), reported));
    }

    @Property
    void aPatchThatChangesNothingIsKnownBeforehand(
            @ForAll("states") ObjectNode state, @ForAll("patches") ObjectNode patch) {
        var section = section(state);

        assertThat(section.has(patch))
                .isEqualTo(Json.same(section.patched(patch, NEW).state(), state));
    }

    @Property
    void theSizeIsKeptUp(@ForAll("states") ObjectNode state, @ForAll("patches") ObjectNode patch) {
        var after = section(state).patched(patch, NEW);

        assertThat(after.size()).isEqualTo(JsonText.bytes(after.state()).length);
    }

    /**
     * Patches of values can be joined, so it does not matter how a sender cuts up what it sends;
     * except that joining forgets what a value replaced that an object replaces in its turn.
     */
    @Property
    void patchesOfValuesAreAssociative(
            @ForAll("states") ObjectNode state,
            @ForAll("states") ObjectNode first,
            @ForAll("states") ObjectNode second) {
        Assume.that(!makesAnObjectOfAValue(first, second));
        var oneByOne = section(state).patched(first, NEW).patched(second, NEW);
        var together = section(first).patched(second, NEW).state();

        assertThat(section(state).patched(together, NEW).state()).isEqualTo(oneByOne.state());
    }

    @Property
    void patchesOfDifferentMembersCommute(
            @ForAll("states") ObjectNode state, @ForAll("patches") ObjectNode patch) {
        var a = patch.deepCopy().retain("a");
        var others = patch.deepCopy().without("a");

        var there = section(state).patched(a, NEW).patched(others, NEW);
        var back = section(state).patched(others, NEW).patched(a, NEW);

        assertSame(there, back);
    }

    @Property
    void whatIsStoredIsReadBackAsItWas(@ForAll("states") ObjectNode state) {
        assertThat(JsonText.stored(JsonText.bytes(state))).isEqualTo(state);
    }

    @Property
    void readingIsTotal(@ForAll byte[] noise) {
        assertThat(UpdateRequest.parse(noise, ShadowLimits.NATIVE)).isNotNull();
        assertThat(UpdateRequest.tokenOf(noise, ShadowLimits.NATIVE)).isEqualTo(Optional.empty());
    }

    /** Whether one stamp stands for many or each for itself makes no difference. */
    private static void assertSame(Section one, Section other) {
        assertThat(one.state()).isEqualTo(other.state());
        assertThat(one.size()).isEqualTo(other.size());
        assertThat(Stamps.rendered(one.state(), one.stamps(), Stamp::details))
                .isEqualTo(Stamps.rendered(other.state(), other.stamps(), Stamp::details));
    }

    private static void assertObeyed(Section after, ObjectNode patch) {
        for (var member : patch.properties()) {
            var value = after.state().get(member.getKey());
            switch (member.getValue()) {
                case NullNode _ -> assertThat(value).isNull();
                case ObjectNode inner when value instanceof ObjectNode ->
                        assertObeyed(inside(after, member.getKey()), inner);
                case ObjectNode inner -> {
                    assertThat(value).isNull();
                    assertThat(onlyNulls(inner)).isTrue();
                }
                default -> {
                    assertThat(value).isEqualTo(member.getValue());
                    assertThat(Stamps.of(after.stamps(), member.getKey())).isEqualTo(NEW.node());
                }
            }
        }
    }

    private static void assertKept(Section before, Section after, ObjectNode patch) {
        for (var member : before.state().properties()) {
            var name = member.getKey();
            var mention = patch.get(name);
            if (mention == null) {
                assertThat(after.state().get(name)).isSameAs(member.getValue());
                assertThat(Stamps.of(after.stamps(), name))
                        .isEqualTo(Stamps.of(before.stamps(), name));
            } else if (mention instanceof ObjectNode inner && member.getValue().isObject()) {
                assertKept(inside(before, name), inside(after, name), inner);
            }
        }
    }

    private static Section inside(Section section, String name) {
        var state = (ObjectNode) section.state().get(name);
        return Section.of(state, Stamps.ofEach(state, Stamps.of(section.stamps(), name), 0));
    }

    private static int leaves(JsonNode state) {
        return state.isContainerNode()
                ? state.valueStream().mapToInt(SectionLawsTest::leaves).sum()
                : 1;
    }

    private static int knownLeaves(Section section) {
        var known = new AtomicInteger();
        Stamps.rendered(
                section.state(),
                section.stamps(),
                stamp -> {
                    assertThat(stamp).isIn(OLD, NEW);
                    known.incrementAndGet();
                    return NullNode.instance;
                });
        return known.get();
    }

    private static boolean makesAnObjectOfAValue(JsonNode first, ObjectNode second) {
        return second.propertyStream()
                .anyMatch(member -> {
                    var value = first.get(member.getKey());
                    return value != null
                            && member.getValue() instanceof ObjectNode object
                            && (!value.isObject() || makesAnObjectOfAValue(value, object));
                });
    }

    private static boolean onlyNulls(ObjectNode patch) {
        return !patch.isEmpty()
                && patch.valueStream()
                        .allMatch(v -> v.isNull() || (v instanceof ObjectNode o && onlyNulls(o)));
    }

    private static boolean hasNull(JsonNode node) {
        return node.isNull() || node.valueStream().anyMatch(SectionLawsTest::hasNull);
    }

    private static Section section(ObjectNode state) {
        return Section.of(state, Stamps.ofEach(state, OLD.node(), 0));
    }

    @Provide
    Arbitrary<ObjectNode> states() {
        return JsonArbitraries.states();
    }

    @Provide
    Arbitrary<ObjectNode> patches() {
        return JsonArbitraries.patches();
    }
}
