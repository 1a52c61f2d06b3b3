// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.ConflictPolicy;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.LedgerJson;
import io.muster.shadow.document.Metadata;
import io.muster.shadow.document.NativeDelta;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowFixtures;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.JsonArbitraries;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.schedule.Timing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Case 75 of the contract: random updates against a naive model, and what holds for all of them.
 */
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class ModelTest {

    @Property
    void case75RandomUpdatesDoWhatTheModelDoes(@ForAll("updates") List<StatePatch> updates) {
        var model = new NaiveShadow();
        Shadow shadow = Absent.NEVER;
        for (var update : updates) {
            long time = ++model.version * 1_000;
            model.update("desired", update.of(SectionName.DESIRED), time);
            model.update("reported", update.of(SectionName.REPORTED), time);
            shadow = after(shadow, update, time);
            assertSame((ShadowDocument) shadow, model);
        }
    }

    private static void assertSame(ShadowDocument document, NaiveShadow model) {
        assertThat(document.version()).isEqualTo(model.version);
        assertThat(document.desired().state()).isEqualTo(model.section("desired"));
        assertThat(document.reported().state()).isEqualTo(model.section("reported"));
        assertThat(document.delta().state()).isEqualTo(model.delta());
        assertThat(document.inSync()).isEqualTo(model.delta().isEmpty());
        assertThat(times(document)).isEqualTo(model.times());
        assertThat(ShadowLimits.NATIVE.bytes(document)).isEqualTo(bytes(document));
    }

    private static int bytes(ShadowDocument document) {
        int bytes = 0;
        for (var name : SectionName.values()) {
            var section = document.section(name);
            bytes += section.isEmpty() ? 0 : JsonText.bytes(section.state()).length;
        }
        return bytes;
    }

    /** The time of each leaf as the API shows it, an array's taken from its first item. */
    private static TreeMap<String, Long> times(ShadowDocument document) {
        var times = new TreeMap<String, Long>();
        var metadata = Metadata.of(document);
        for (var name : List.of(SectionName.DESIRED, SectionName.REPORTED)) {
            collect(
                    times,
                    "/" + name.member(),
                    document.section(name).state(),
                    metadata.get(name.member()));
        }
        return times;
    }

    private static void collect(
            TreeMap<String, Long> times, String place, JsonNode state, JsonNode metadata) {
        if (state.isObject()) {
            state.properties()
                    .forEach(m ->
                            collect(
                                    times,
                                    place + "/" + m.getKey(),
                                    m.getValue(),
                                    metadata.get(m.getKey())));
        } else if (state.isArray()) {
            var leaf = metadata.findValue("v"); // none where the array has no leaf
            if (leaf != null) {
                times.put(place, leaf.longValue() * 1_000);
            }
        } else {
            times.put(place, metadata.get("ts").longValue());
        }
    }

    @Property
    void anUpdateDeliveredTwiceDiffersInItsVersionOnly(
            @ForAll("updates") List<StatePatch> updates, @ForAll("update") StatePatch update) {
        var once = after(story(updates, ConflictPolicy.LWW), update, 99_000);
        var twice = after(once, update, 99_000);

        assertThat(twice.version()).isEqualTo(once.version() + 1);
        assertThat(twice.desired().state()).isEqualTo(once.desired().state());
        assertThat(twice.reported().state()).isEqualTo(once.reported().state());
    }

    @Property
    void updatesOfDifferentSectionsMayChangePlaces(
            @ForAll("updates") List<StatePatch> updates,
            @ForAll("patches") ObjectNode desired,
            @ForAll("patches") ObjectNode reported) {
        var base = story(updates, ConflictPolicy.LWW);
        var wish = section("desired", desired);
        var report = section("reported", reported);

        var there = after(after(base, wish, 98_000), report, 99_000);
        var back = after(after(base, report, 98_000), wish, 99_000);

        assertThat(there.desired().state()).isEqualTo(back.desired().state());
        assertThat(there.reported().state()).isEqualTo(back.reported().state());
        assertThat(there.delta().state()).isEqualTo(back.delta().state());
    }

    @Property
    void aDeviceThatAppliesItsDeltaHasNoneLeft(@ForAll("updates") List<StatePatch> updates) {
        var document = story(updates, ConflictPolicy.LWW);

        var obedient = after(document, section("reported", document.delta().state()), 99_000);

        assertThat(obedient.inSync()).isTrue();
        assertThat(obedient.delta().isEmpty()).isTrue();
    }

    /** The patch of the native delta has no more nulls than what was removed. */
    @Property
    void aDeviceThatMergesEveryNativeDeltaEndsWithWhatIsDesired(
            @ForAll("wishes") List<StatePatch> wishes) {
        Shadow shadow = Absent.NEVER;
        var device = Json.object();
        for (var wish : wishes) {
            var next = after(shadow, wish, 1_000);
            device = merged(device, NativeDelta.of(next).patch());
            shadow = after(next, section("reported", null), 1_000);
            shadow = after(shadow, section("reported", device), 1_000);
            shadow = ((ShadowDocument) shadow).delivered(next.ledger().desiredVersion());
            assertThat(((ShadowDocument) shadow).inSync()).isTrue();
            assertThat(NativeDelta.of((ShadowDocument) shadow).news()).isFalse();
        }
    }

    private static ObjectNode merged(ObjectNode target, ObjectNode patch) {
        var shadow =
                after(
                        after(Absent.NEVER, section("reported", target), 1),
                        section("reported", patch),
                        1);
        return shadow.reported().state();
    }

    @Property
    void clearOnAppliedLeavesExactlyWhatIsNotFulfilled(
            @ForAll("updates") List<StatePatch> updates) {
        var document = story(updates, ConflictPolicy.CLEAR_ON_APPLIED);
        var touched = after(document, new StatePatch(Json.object()), 99_000);

        assertThat(touched.desired().state()).isEqualTo(touched.delta().state());
    }

    @Property
    void deviceWinsTakesBackNothingThatWasNeverMet(@ForAll("updates") List<StatePatch> updates) {
        var lww = story(updates, ConflictPolicy.LWW);
        var device = story(updates, ConflictPolicy.DEVICE_WINS);

        var merged = after(device, section("desired", device.desired().state()), 99_000);

        assertThat(merged.desired().state()).isEqualTo(device.desired().state());
        assertThat(device.version()).isEqualTo(lww.version());
        assertThat(device.reported().state()).isEqualTo(lww.reported().state());
    }

    @Property
    void whatIsStoredOfALedgerComesBack(@ForAll("updates") List<StatePatch> updates) {
        var ledger = story(updates, ConflictPolicy.DEVICE_WINS).ledger();

        var stored = JsonText.stored(JsonText.bytes(LedgerJson.of(ledger)));

        assertThat(LedgerJson.parse(stored)).isEqualTo(ledger);
    }

    @Property
    void aReplacementIsExact(
            @ForAll("updates") List<StatePatch> updates, @ForAll("states") ObjectNode wanted) {
        var document = story(updates, ConflictPolicy.LWW);

        var edit = new Edit.Replace(section("desired", wanted));
        var outcome = apply(document, new Change.Write(edit, Manner.PLAIN), 99_000);

        var replaced = ((Outcome.Applied) outcome).after();
        assertThat(replaced.desired().state()).isEqualTo(wanted);
        assertThat(replaced.reported()).isEqualTo(document.reported());
    }

    /**
     * Numbers of a device make any order of its reports, with any repetitions, the same in the end.
     */
    @Property
    void withNumbersTheNewestReportWinsInWhateverOrder(@ForAll("numbers") List<Integer> numbers) {
        Shadow shadow = Absent.NEVER;
        for (int number : numbers) {
            var edit = new Edit.Merge(section("reported", Json.object().put("n", number)));
            var manner = new Manner(false, Timing.ALWAYS, OptionalLong.of(number));
            if (apply(shadow, new Change.Write(edit, manner), 1)
                    instanceof Outcome.Applied applied) {
                shadow = applied.after();
            }
        }

        int newest = numbers.stream().mapToInt(n -> n).max().orElseThrow();
        assertThat(((ShadowDocument) shadow).reported().state().get("n").intValue())
                .isEqualTo(newest);
    }

    private static ShadowDocument story(List<StatePatch> updates, ConflictPolicy policy) {
        var document = after(Absent.NEVER, new StatePatch(Json.object()), 0);
        document = document.with(document.ledger().with(policy));
        for (var update : updates) {
            document = after(document, update, document.version() * 1_000);
        }
        return document;
    }

    private static ShadowDocument after(Shadow shadow, StatePatch update, long time) {
        return ((Outcome.Applied) apply(shadow, Change.merge(update), time)).after();
    }

    private static Outcome apply(Shadow shadow, Change change, long time) {
        var occasion = new Occasion(Instant.ofEpochMilli(time), "", ShadowLimits.NATIVE);
        return ShadowRules.apply(shadow, change, Expectation.NONE, occasion);
    }

    private static StatePatch section(String name, JsonNode patch) {
        return new StatePatch(
                Json.object().set(name, Optional.ofNullable(patch).orElse(NullNode.instance)));
    }

    @Provide
    Arbitrary<List<StatePatch>> updates() {
        return update().list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<StatePatch>> wishes() {
        return patches().map(p -> section("desired", p)).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<StatePatch> update() {
        var nothing = Arbitraries.of("null", "{}").map(text -> new StatePatch(json(text)));
        var removal =
                Arbitraries.of("{\"desired\":null}", "{\"reported\":null}")
                        .map(text -> new StatePatch(json(text)));
        var one =
                patches()
                        .flatMap(
                                p -> Arbitraries.of("desired", "reported").map(s -> section(s, p)));
        return Arbitraries.frequencyOf(
                Tuple.of(1, nothing), Tuple.of(1, removal), Tuple.of(8, one));
    }

    @Provide
    Arbitrary<ObjectNode> patches() {
        return JsonArbitraries.patches();
    }

    @Provide
    Arbitrary<ObjectNode> states() {
        return JsonArbitraries.states();
    }

    @Provide
    Arbitrary<List<Integer>> numbers() {
        return Arbitraries.integers().between(0, 20).list().ofMinSize(1).ofMaxSize(30);
    }

    private static JsonNode json(String text) {
        return ShadowFixtures.json(text);
    }
}
