// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Section;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.history.PastVersion.Kind;
import io.muster.shadow.history.Replay.Past;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.JsonArbitraries;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.json.Pointer;
import io.muster.shadow.schedule.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RecorderTest {

    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Recorder RECORDER = new Recorder(NOON.minus(Duration.ofDays(365)));

    private final List<PastVersion> kept = new ArrayList<>();
    private Shadow shadow = Absent.NEVER;

    @Property(tries = 200)
    void everyVersionIsMadeAgainByteForByte(@ForAll("patches") List<ObjectNode> patches) {
        kept.clear();
        shadow = Absent.NEVER;
        var states = new ArrayList<String>();
        for (var patch : patches) {
            write(patch, NOON);
            states.add(text(shadow));
        }

        for (int version = 1; version <= states.size(); version++) {
            assertThat(text(known(version))).isEqualTo(states.get(version - 1));
        }
    }

    @Provide
    Arbitrary<List<ObjectNode>> patches() {
        return JsonArbitraries.patches()
                .tuple2()
                .map(both -> {
                    var sections = Json.object();
                    sections.set("desired", both.get1());
                    sections.set("reported", both.get2());
                    return sections;
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Test
    void noVersionTakesMoreThan64RowsToMakeAgain() {
        IntStream.rangeClosed(1, 200).forEach(n -> write("{\"desired\":{\"n\":%d}}", n, NOON));

        var whole = kept.stream().filter(PastVersion::selfContained).map(PastVersion::version);

        assertThat(whole).containsExactly(1L, 64L, 128L, 192L);
        assertThat(text(known(127))).contains("\"n\":127");
    }

    @Test
    void theFirstChangeOfADayNeedsNoneBeforeIt() {
        write("{\"desired\":{\"n\":%d}}", 1, NOON);
        write("{\"desired\":{\"n\":%d}}", 2, NOON.plus(Duration.ofHours(11)));
        write("{\"desired\":{\"n\":%d}}", 3, NOON.plus(Duration.ofHours(12)));

        assertThat(kept).extracting(PastVersion::selfContained).containsExactly(true, false, true);
    }

    @Test
    void ofWhatWasThereBeforeAnythingWasRecordedTheFirstChangeIsKeptWhole() {
        var before = document("{\"a\":1}");

        var change = new Recorder(NOON.plusMillis(1)).record(before, next(before), NOON, "device");

        assertThat(change.snapshot()).hasToString(Replay.sections(next(before)).toString());
    }

    @Test
    void anotherOrderOfMembersIsKeptWhole() {
        var before = document("{\"a\":1,\"b\":2}");
        var after = document("{\"b\":2,\"a\":1}");

        var change = RECORDER.record(before, after, NOON, "user:anna");

        assertThat(change.patch()).isEmpty();
        assertThat(change.snapshot()).isNotNull();
    }

    @Test
    void aDeletedShadowAndTheNextOneAreVersionsToo() {
        write("{\"tags\":{\"n\":%d}}", 1, NOON);
        keep(new Absent(2), NOON);
        write("{\"tags\":{\"m\":%d}}", 2, NOON);

        assertThat(kept)
                .extracting(PastVersion::kind)
                .containsExactly(Kind.CREATED, Kind.DELETED, Kind.CREATED);
        assertThat(Replay.at(2, kept.subList(1, 2))).isEqualTo(new Past.Deleted(2));
        assertThat(text(known(3))).contains("{\"m\":2}").doesNotContain("\"n\"");
    }

    @Test
    void aGapIsAsGoodAsForgotten() {
        IntStream.rangeClosed(1, 5).forEach(n -> write("{\"desired\":{\"n\":%d}}", n, NOON));

        assertThat(Replay.at(5, List.of())).isEqualTo(new Past.Forgotten());
        assertThat(Replay.at(5, kept.subList(1, 5))).isEqualTo(new Past.Forgotten());
        assertThat(Replay.at(5, List.of(kept.get(0), kept.get(4)))).isEqualTo(new Past.Forgotten());
        assertThat(Replay.at(5, kept.subList(0, 3))).isEqualTo(new Past.Forgotten());
    }

    @Test
    void aVersionTellsWhetherItWroteToAPlace() {
        write("{\"desired\":{\"a\":{\"b\":[1],\"n\":%d},\"x\":7}}", 1, NOON);
        write("{\"desired\":{\"a\":{\"b\":null}}}", 2, NOON);

        assertThat(touched("/desired/a/b")).containsExactly(1L, 2L);
        assertThat(touched("/desired/a/b/0")).containsExactly(1L, 2L);
        assertThat(touched("/desired/a")).containsExactly(1L, 2L);
        assertThat(touched("/desired/x")).containsExactly(1L);
        assertThat(touched("/reported")).isEmpty();
    }

    private List<Long> touched(String place) {
        return kept.stream()
                .filter(version -> version.touches(Pointer.parse(place).orElseThrow()))
                .map(PastVersion::version)
                .toList();
    }

    private void write(String patch, int n, Instant at) {
        write(json(patch.formatted(n)), at);
    }

    private void write(ObjectNode patch, Instant at) {
        var document =
                shadow instanceof ShadowDocument there
                        ? there
                        : ShadowDocument.of(
                                shadow.version(), Section.empty(), Section.empty(), at, at);
        keep(document.changed(new StatePatch(patch), Timing.ALWAYS, at, "device"), at);
    }

    private void keep(Shadow next, Instant at) {
        kept.add(RECORDER.record(shadow, next, at, "device"));
        shadow = next;
    }

    /** Of no more than is read from the database. */
    private Shadow known(int version) {
        int first = version - 1;
        while (!kept.get(first).selfContained()) {
            first--;
        }
        return ((Past.Known) Replay.at(version, kept.subList(first, version))).document();
    }

    private static ShadowDocument next(ShadowDocument before) {
        var patch = new StatePatch(json("{\"desired\":{\"b\":2}}"));
        return before.changed(patch, Timing.ALWAYS, NOON, "device");
    }

    private static ShadowDocument document(String desired) {
        return ShadowDocument.of(
                1, Section.of(json(desired), Json.object()), Section.empty(), NOON, NOON);
    }

    private static String text(Shadow shadow) {
        return new String(
                JsonText.bytes(Replay.sections((ShadowDocument) shadow)), StandardCharsets.UTF_8);
    }

    private static ObjectNode json(String text) {
        return JsonText.stored(text.getBytes(StandardCharsets.UTF_8));
    }
}
