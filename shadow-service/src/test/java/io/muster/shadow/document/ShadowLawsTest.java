// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import static io.muster.shadow.document.ShadowFixtures.T1;
import static io.muster.shadow.document.ShadowFixtures.T2;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every section and every patch, whatever their content. */
class ShadowLawsTest {

    private static final int DEPTH = 3;

    @Property
    void aPatchAppliedTwiceIsAPatchAppliedOnce(
            @ForAll("states") ObjectNode state, @ForAll("patches") ObjectNode patch) {
        var once = section(state).patched(patch, 2);

        assertThat(once.patched(patch, 2)).isEqualTo(once);
    }

    @Property
    void stampsHaveTheShapeOfTheState(
            @ForAll("states") ObjectNode state, @ForAll("patches") ObjectNode patch) {
        var after = section(state).patched(patch, 2);

        assertThat(Stamps.of(after.state(), 0))
                .isEqualTo(Stamps.rendered(after.stamps(), _ -> Stamps.of(NullNode.instance, 0)));
    }

    @Property
    void whatAPatchSetsIsThereAndNewAndWhatItRemovesIsGone(
            @ForAll("states") ObjectNode state, @ForAll("patches") ObjectNode patch) {
        assertObeyed(section(state).patched(patch, 2), patch);
    }

    @Property
    void whatAPatchDoesNotMentionStaysAsItWas(
            @ForAll("states") ObjectNode state, @ForAll("patches") ObjectNode patch) {
        var before = section(state);
        var after = before.patched(patch, 2);

        assertKept(before, after, patch);
        assertThat(before).as("a section is a value").isEqualTo(section(state));
    }

    @Property
    void nothingNullIsEverStored(
            @ForAll("states") ObjectNode state, @ForAll("patches") ObjectNode patch) {
        assertThat(hasNull(section(state).patched(patch, 2).state())).isFalse();
    }

    @Property
    void aDeviceThatAppliesItsDeltaHasNoneLeft(
            @ForAll("states") ObjectNode desired, @ForAll("states") ObjectNode reported) {
        var delta = Delta.between(section(desired), section(reported));

        var obedient = section(reported).patched(delta.state(), 2);

        assertThat(Delta.between(section(desired), obedient).isEmpty()).isTrue();
    }

    @Property
    void aDeltaIsEmptyExactlyWhenReportingItChangesNothing(
            @ForAll("states") ObjectNode desired, @ForAll("states") ObjectNode reported) {
        var delta = Delta.between(section(desired), section(reported));
        var merged = section(reported).patched(desired, 2);

        assertThat(delta.isEmpty()).isEqualTo(Json.same(merged.state(), reported));
    }

    @Property
    void everyAcceptedUpdateAddsOneToTheVersion(
            @ForAll("states") ObjectNode state, @ForAll("updates") List<StatePatch> updates) {
        Shadow shadow = new ShadowDocument(7, section(state), Section.empty(), T1, T1);
        for (var update : updates) {
            shadow = ((Outcome.Applied) apply(shadow, update)).after();
        }

        assertThat(shadow.version()).isEqualTo(7 + updates.size());
    }

    @Property
    void whatIsStoredIsReadBackAsItWas(@ForAll("states") ObjectNode state) {
        assertThat(ShadowJson.stored(ShadowJson.bytes(state))).isEqualTo(state);
    }

    @Property
    void readingIsTotal(@ForAll byte[] noise) {
        assertThat(UpdateRequest.parse(noise, ShadowLimits.NATIVE)).isNotNull();
        assertThat(UpdateRequest.tokenOf(noise, ShadowLimits.NATIVE)).isEqualTo(Optional.empty());
    }

    private static Outcome apply(Shadow shadow, StatePatch update) {
        var change = new Change.Merge(update);
        return ShadowRules.apply(shadow, change, Expectation.NONE, ShadowLimits.NATIVE, T2);
    }

    private static void assertObeyed(Section after, ObjectNode patch) {
        for (var member : patch.properties()) {
            var value = after.state().get(member.getKey());
            switch (member.getValue()) {
                case NullNode _ -> assertThat(value).isNull();
                case ObjectNode inner when value instanceof ObjectNode object ->
                        assertObeyed(
                                new Section(
                                        object, (ObjectNode) after.stamps().get(member.getKey())),
                                inner);
                case ObjectNode inner -> {
                    assertThat(value).isNull();
                    assertThat(onlyNulls(inner)).isTrue();
                }
                default -> {
                    assertThat(value).isEqualTo(member.getValue());
                    assertThat(after.stamps().get(member.getKey())).isEqualTo(Stamps.of(value, 2));
                }
            }
        }
    }

    private static void assertKept(Section before, Section after, ObjectNode patch) {
        for (var member : before.state().properties()) {
            var name = member.getKey();
            var mention = patch.get(name);
            if (mention == null) {
                assertThat(after.state().get(name)).isEqualTo(member.getValue());
                assertThat(after.stamps().get(name)).isEqualTo(before.stamps().get(name));
            } else if (mention instanceof ObjectNode inner && member.getValue().isObject()) {
                assertKept(inside(before, name), inside(after, name), inner);
            }
        }
    }

    private static Section inside(Section section, String name) {
        return new Section(
                (ObjectNode) section.state().get(name), (ObjectNode) section.stamps().get(name));
    }

    private static boolean onlyNulls(ObjectNode patch) {
        return !patch.isEmpty()
                && patch.valueStream()
                        .allMatch(v -> v.isNull() || (v instanceof ObjectNode o && onlyNulls(o)));
    }

    private static boolean hasNull(JsonNode node) {
        return node.isNull() || node.valueStream().anyMatch(ShadowLawsTest::hasNull);
    }

    private static Section section(ObjectNode state) {
        return new Section(state, (ObjectNode) Stamps.of(state, 1));
    }

    @Provide
    Arbitrary<ObjectNode> states() {
        return objects(values(DEPTH));
    }

    @Provide
    Arbitrary<ObjectNode> patches() {
        return objects(patchValues(DEPTH));
    }

    @Provide
    Arbitrary<List<StatePatch>> updates() {
        return patches()
                .flatMap(p -> Arbitraries.of("desired", "reported").map(s -> update(s, p)))
                .list()
                .ofMaxSize(8);
    }

    private static StatePatch update(String section, ObjectNode patch) {
        return new StatePatch(Json.object().set(section, patch));
    }

    private static Arbitrary<JsonNode> patchValues(int depth) {
        Arbitrary<JsonNode> nulls = Arbitraries.just(NullNode.instance);
        return depth == 0
                ? Arbitraries.oneOf(nulls, leaves())
                : Arbitraries.oneOf(nulls, values(depth - 1), nested(patchValues(depth - 1)));
    }

    private static Arbitrary<JsonNode> values(int depth) {
        return depth == 0
                ? leaves()
                : Arbitraries.oneOf(leaves(), arrays(depth), nested(values(depth - 1)));
    }

    private static Arbitrary<JsonNode> arrays(int depth) {
        return values(depth - 1).list().ofMaxSize(3).map(ShadowLawsTest::array);
    }

    private static JsonNode array(List<JsonNode> items) {
        ArrayNode array = Json.array(items.size());
        return array.addAll(items);
    }

    private static Arbitrary<JsonNode> nested(Arbitrary<JsonNode> values) {
        return objects(values).map(object -> object);
    }

    private static Arbitrary<ObjectNode> objects(Arbitrary<JsonNode> values) {
        return Arbitraries.maps(Arbitraries.of("a", "b", "timestamp"), values)
                .ofMaxSize(3)
                .map(members -> Json.object().setAll(members));
    }

    private static Arbitrary<JsonNode> leaves() {
        return Arbitraries.oneOf(
                Arbitraries.of("0", "1", "1.0", "1e0", "-2").map(ExactNumber::new),
                Arbitraries.of("", "1", "x").map(TextNode::valueOf),
                Arbitraries.of(true, false).map(BooleanNode::valueOf));
    }
}
