// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import static io.muster.shadow.change.Story.at;
import static io.muster.shadow.change.Story.jsonPatch;
import static io.muster.shadow.change.Story.sections;
import static io.muster.shadow.document.ShadowFixtures.json;
import static io.muster.shadow.document.ShadowFixtures.q;
import static io.muster.shadow.document.ShadowFixtures.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.document.ConflictPolicy;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Refusal.Reason;
import io.muster.shadow.document.SectionName;
import io.muster.testkit.CasesSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits of places, of sections and by JSON Patch: what they do, and what of it is refused. */
class EditTest {

    private final Story story = Story.natively();

    record PlaceCase(
            String before,
            String edit,
            String at,
            Optional<String> value,
            Optional<String> after,
            Optional<Reason> refused) {

        Edit toEdit() {
            return switch (edit) {
                case "put" -> new Edit.Put(SectionName.DESIRED, Story.at(at), json(value.get()));
                case "merge" ->
                        new Edit.MergeAt(SectionName.DESIRED, Story.at(at), json(value.get()));
                default -> new Edit.Remove(SectionName.DESIRED, Story.at(at));
            };
        }
    }

    @ParameterizedTest(name = "{0}")
    @CasesSource("places.yaml")
    void aPlaceIsWrittenAsTheTableSays(String name, PlaceCase c) {
        story.desired(c.before());

        var outcome = story.write(c.toEdit(), Manner.PLAIN);

        if (c.refused().isPresent()) {
            assertThat(Story.reason(outcome)).isEqualTo(c.refused().get());
            assertThat(story.version()).isEqualTo(1);
        } else {
            assertThat(text(story.document().desired().state())).isEqualTo(c.after().orElse("{}"));
            assertThat(story.version()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'op':'add','path':'/desired','value':5}] | INVALID_STATE",
                "[{'op':'add','path':'/delta','value':{}}] | INVALID_STATE",
                "[{'op':'replace','path':'','value':[]}] | INVALID_STATE",
                "[{'op':'add','path':'/desired/l','value':[null]}] | NULL_IN_ARRAY",
                "[{'op':'remove','path':'/desired/none'}] | PRECONDITION_FAILED"
            })
    void anAmendmentEndsInSectionsOrNowhere(String patch, Reason reason) {
        story.desired("{'a':1}");

        var outcome = story.write(new Edit.Amend(jsonPatch(patch)), Manner.PLAIN);

        assertThat(Story.reason(outcome)).isEqualTo(reason);
        assertThat(story.version()).isEqualTo(1);
    }

    @Test
    void anAmendmentStampsWhatItChangesOnly() {
        story.desired("{'a':1,'b':{'c':1,'d':1}}");

        story.write(
                new Edit.Amend(jsonPatch("[{'op':'replace','path':'/desired/b/c','value':2}]")),
                Manner.PLAIN);

        assertThat(story.metadata())
                .startsWith(
                        "{'desired':{'a':{'timestamp':T1},"
                                + "'b':{'c':{'timestamp':T2},'d':{'timestamp':T1}}}");
    }

    @Test
    void anAmendmentMayRemoveASectionAndAddAnother() {
        story.desired("{'a':1}");
        var patch =
                "[{'op':'move','from':'/desired','path':'/tags'},"
                        + "{'op':'add','path':'/tags/b','value':'x'}]";

        story.write(new Edit.Amend(jsonPatch(patch)), Manner.PLAIN);

        assertThat(story.document().desired().isEmpty()).isTrue();
        assertThat(text(story.document().tags().state())).isEqualTo(q("{'a':1,'b':'x'}"));
    }

    @Test
    void depthIsThatOfTheResult() {
        var deep = "/desired" + "/a".repeat(16);
        story.desired("{'x':1}");
        for (int i = 1; i < 16; i++) {
            story.desired("{'a':".repeat(i) + "{}" + "}".repeat(i));
        }
        var patch = "[{'op':'add','path':'%s','value':{}}]".formatted(deep);

        var outcome = story.write(new Edit.Amend(jsonPatch(patch)), Manner.PLAIN);

        assertThat(Story.reason(outcome)).isEqualTo(Reason.TOO_DEEP);
    }

    @Test
    void tagsAreNeverShownToDevices() {
        story.write(
                new Edit.Merge(sections("{'tags':{'site':'x'},'desired':{'a':1}}")), Manner.PLAIN);

        assertThat(story.state()).isEqualTo("{'desired':{'a':1},'delta':{'a':1}}");
        assertThat(text(story.nativeDelta().patch())).isEqualTo(q("{'a':1}"));
        assertThat(story.updated("{'state':null}").document().tags().isEmpty()).isFalse();
    }

    @Test
    void underRejectWritersSayWhatTheyKnow() {
        story.desired("{'a':1}").governed(ConflictPolicy.REJECT);
        var change = Change.merge(sections("{'desired':{'a':2}}"));

        assertThat(Story.reason(story.change(change))).isEqualTo(Reason.PRECONDITION_REQUIRED);
        assertThat(story.reported("{'a':1}").version()).as("a device reports alone").isEqualTo(2);
        assertThat(story.change(change, new Expectation.Tag(2)))
                .isInstanceOf(Outcome.Applied.class);
    }
}
