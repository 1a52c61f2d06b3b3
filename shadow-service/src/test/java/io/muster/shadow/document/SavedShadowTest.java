// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.JsonArbitraries;
import io.muster.shadow.json.JsonText;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class SavedShadowTest {

    private static final Stamp OLD = new Stamp(1, 1, "");
    private static final Stamp NEW = new Stamp(2, 2, "user:anna of \"x y\"");
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final Instant UPDATED = Instant.parse("2026-01-02T00:00:00Z");

    /** With whatever stamps, as they are shown. */
    @Property
    void whatIsSavedIsReadAgain(
            @ForAll("states") ObjectNode state,
            @ForAll("states") ObjectNode report,
            @ForAll("patches") ObjectNode patch) {
        var desired = Section.empty().patched(state, OLD).patched(patch, NEW);
        var reported = Section.empty().patched(report, NEW);
        var saved = ShadowDocument.of(7, desired, reported, CREATED, UPDATED);

        var reading = SavedShadow.read(line(saved));

        assertThat(reading).isInstanceOf(SavedShadow.Reading.Sound.class);
        var read = (ShadowDocument) ((SavedShadow.Reading.Sound) reading).shadow();
        assertThat(read.version()).isEqualTo(7);
        assertThat(read.createdAt()).isEqualTo(CREATED);
        assertThat(read.updatedAt()).isEqualTo(UPDATED);
        assertThat(read.ledger()).isEqualTo(saved.ledger());
        assertThat(Json.identical(content(read), content(saved))).isTrue();
    }

    /** Whatever stands where stamps and a ledger should be, it is an answer and no failure. */
    @Property
    void whateverStandsThereIsReadOrRefused(
            @ForAll("states") ObjectNode state,
            @ForAll("states") ObjectNode metadata,
            @ForAll("states") ObjectNode ledger) {
        var line = line(ShadowDocument.of(7, section(state), section(state), CREATED, UPDATED));
        var shown = Json.object();
        shown.set("desired", metadata);
        line.set("metadata", shown);
        line.set("ledger", ledger);

        switch (SavedShadow.read(line)) {
            case SavedShadow.Reading.Sound(ShadowDocument document) ->
                    assertThat(document.desired().state()).isEqualTo(state);
            case SavedShadow.Reading.Sound(var other) -> throw new AssertionError(other);
            case SavedShadow.Reading.Unsound(var refusal) ->
                    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID_STATE);
        }
    }

    private static Section section(ObjectNode state) {
        return Section.empty().patched(state, OLD);
    }

    private static ObjectNode line(ShadowDocument saved) {
        var line = content(saved);
        line.put("version", saved.version());
        line.put("createdAt", saved.createdAt().toString());
        line.put("updatedAt", saved.updatedAt().toString());
        line.set("ledger", LedgerJson.of(saved.ledger()));
        return JsonText.stored(JsonText.bytes(line));
    }

    private static ObjectNode content(ShadowDocument document) {
        var content = Json.object();
        for (var name : SectionName.values()) {
            content.set(name.member(), document.section(name).state());
        }
        content.set("metadata", Metadata.of(document));
        return JsonText.stored(JsonText.bytes(content));
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
