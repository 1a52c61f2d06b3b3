// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.platform.schema.DocumentSchema;
import io.muster.platform.schema.DocumentSchema.Fault;
import io.muster.shadow.change.Change;
import io.muster.shadow.change.Edit;
import io.muster.shadow.change.Manner;
import io.muster.shadow.change.Occasion;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.change.ShadowRules;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.schedule.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final String THERMOSTAT =
            """
            {"additionalProperties":false,"properties":{
              "temp":{"type":"number","multipleOf":0.5},
              "count":{"type":"integer"},
              "mode":{"enum":["off",1]},
              "level":{"const":2},
              "list":{"uniqueItems":true}}}
            """;

    private Shadow shadow = Absent.NEVER;

    @Test
    void case60AStrictSchemaRefusesWithThePlace() {
        assertThat(write(SchemaMode.STRICT, "{\"reported\":{\"temp\":\"hot\",\"a/b\":1}}"))
                .isEqualTo(
                        new Verdict.Refused(
                                List.of(
                                        new Fault("/reported/temp", "type"),
                                        new Fault("/reported/a~1b", "additionalProperties"))));
    }

    @Test
    void case60WarnTellsAndOffIsSilent() {
        var wrong = "{\"reported\":{\"temp\":\"hot\"}}";
        assertThat(write(SchemaMode.WARN, wrong))
                .isEqualTo(new Verdict.Told(List.of(new Fault("/reported/temp", "type"))));
        assertThat(write(SchemaMode.OFF, wrong)).isEqualTo(new Verdict.Kept());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"temp\":21.50,\"count\":3,\"level\":2}",
                "{\"temp\":1e1,\"count\":12345678901234567890123,\"level\":2.0}",
                "{\"mode\":1,\"list\":[1,2]}",
                "{\"mode\":\"off\"}"
            })
    void numbersAreWhatTheyAreHoweverTheyAreSpelt(String reported) {
        assertThat(write(SchemaMode.STRICT, "{\"reported\":" + reported + "}"))
                .isEqualTo(new Verdict.Kept());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"temp\":21.3}",
                "{\"count\":3.5}",
                "{\"count\":\"3\"}",
                "{\"mode\":2}",
                "{\"level\":2.01}",
                "{\"list\":[7,7]}"
            })
    void numbersThatBreakARuleAreFound(String reported) {
        assertThat(write(SchemaMode.STRICT, "{\"reported\":" + reported + "}"))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void onlyWhatChangesIsChecked() {
        write(SchemaMode.OFF, "{\"desired\":{\"old\":1},\"reported\":{\"temp\":1}}");

        assertThat(write(SchemaMode.STRICT, "{\"reported\":{\"temp\":2}}"))
                .isEqualTo(new Verdict.Kept());
        assertThat(write(SchemaMode.STRICT, "{\"desired\":{\"old\":1}}"))
                .isEqualTo(new Verdict.Kept());
        assertThat(write(SchemaMode.STRICT, "{\"desired\":{\"temp\":2}}"))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(write(SchemaMode.STRICT, "{\"desired\":null}")).isEqualTo(new Verdict.Kept());
    }

    @Test
    void whatWaitsIsCheckedAsItWillBe() {
        var later = new Timing(Optional.of(NOW.plusSeconds(60)), Optional.empty());
        var edit = new Edit.Merge(patch("{\"desired\":{\"temp\":\"hot\"}}"));
        var manner = new Manner(false, later, OptionalLong.empty());

        assertThat(verdict(SchemaMode.STRICT, new Change.Write(edit, manner), NOW))
                .isEqualTo(new Verdict.Refused(List.of(new Fault("/desired/temp", "type"))));
    }

    @Test
    void theClockIsNotRefused() {
        var hour = new Timing(Optional.empty(), Optional.of(Duration.ofHours(1)));
        var edit = new Edit.Merge(patch("{\"desired\":{\"temp\":1,\"old\":1}}"));
        var manner = new Manner(false, hour, OptionalLong.empty());
        verdict(SchemaMode.OFF, new Change.Write(edit, manner), NOW);
        write(SchemaMode.OFF, "{\"desired\":{\"old\":2}}");

        assertThat(verdict(SchemaMode.STRICT, new Change.Tick(), NOW.plusSeconds(3600)))
                .isEqualTo(
                        new Verdict.Told(
                                List.of(new Fault("/desired/old", "additionalProperties"))));
    }

    private Verdict write(SchemaMode mode, String sections) {
        return verdict(mode, Change.merge(patch(sections)), NOW);
    }

    private Verdict verdict(SchemaMode mode, Change change, Instant now) {
        var rules = DocumentSchema.of(tree(THERMOSTAT)).orElseThrow();
        var schema =
                new ShadowSchema(
                        "default@1",
                        mode,
                        Map.of(SectionName.DESIRED, rules, SectionName.REPORTED, rules));
        var occasion = new Occasion(now, "device", ShadowLimits.NATIVE);
        var outcome = ShadowRules.apply(shadow, change, Expectation.NONE, occasion);
        var verdict = Verdict.of(schema, change, outcome, now);
        if (verdict instanceof Verdict.Kept
                && outcome instanceof Outcome.Applied(var _, var after)) {
            shadow = after;
        }
        return verdict;
    }

    private static StatePatch patch(String sections) {
        return new StatePatch(tree(sections));
    }

    private static JsonNode tree(String json) {
        return JsonText.stored(json.getBytes(StandardCharsets.UTF_8));
    }
}
