// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Expectation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the contract that say how the AWS protocol merges, stamps and counts. */
class AliasCasesTest {

    private final Story story = Story.alias();

    @Test
    void case01TheFirstWish() {
        story.desired("{'led':'on'}");

        assertThat(story.accepted())
                .isEqualTo(
                        "{'state':{'desired':{'led':'on'}},'metadata':{'desired':{'led':{'timestamp':T1}}},"
                                + "'version':1,'timestamp':T1}");
        assertThat(story.state()).isEqualTo("{'desired':{'led':'on'},'delta':{'led':'on'}}");
        assertThat(story.metadata())
                .isEqualTo("{'desired':{'led':{'timestamp':T1}},'delta':{'led':{'timestamp':T1}}}");
    }

    @Test
    void case02TheWishIsMet() {
        story.desired("{'led':'on'}").reported("{'led':'on'}");

        assertThat(story.version()).isEqualTo(2);
        assertThat(story.state()).doesNotContain("delta");
        assertThat(story.delta()).isEmpty();
    }

    @Test
    void case03TheSectionGoesWithItsLastMember() {
        story.desired("{'s1':1,'s2':2}").desired("{'s1':null}").desired("{'s2':null}");

        assertThat(story.version()).isEqualTo(3);
        assertThat(story.state()).isEqualTo("{}");
        assertThat(story.metadata()).isEqualTo("{}");
    }

    @Test
    void case04TheParentOfTheLastChildStays() {
        story.reported("{'a':{'x':1}}").reported("{'a':{'x':null}}");

        assertThat(story.state()).isEqualTo("{'reported':{'a':{}}}");
    }

    @Test
    void case05NullOntoNothingIsEchoed() {
        story.reported("{'online':null}");

        assertThat(story.version()).isEqualTo(1);
        assertThat(story.state()).isEqualTo("{}");
        assertThat(story.accepted())
                .startsWith(
                        "{'state':{'reported':{'online':null}},"
                                + "'metadata':{'reported':{'online':{'timestamp':T1}}}");
    }

    @Test
    void case06NullStateOntoNothing() {
        story.updated("{'state':null}");

        assertThat(story.accepted())
                .isEqualTo("{'state':null,'metadata':{'timestamp':T1},'version':1,'timestamp':T1}");
        assertThat(story.state()).isEqualTo("{}");
        assertThat(story.metadata()).isEqualTo("{}");
    }

    @Test
    void case07NullStateRemovesAll() {
        story.desired("{'a':'b'}").updated("{'state':null}");

        assertThat(story.version()).isEqualTo(2);
        assertThat(story.state()).isEqualTo("{}");
    }

    @Test
    void case08AnEmptyStateOnlyCounts() {
        story.desired("{'a':'b'}").updated("{'state':{}}");

        assertThat(story.version()).isEqualTo(2);
        assertThat(story.state()).isEqualTo("{'desired':{'a':'b'},'delta':{'a':'b'}}");
        assertThat(story.accepted()).startsWith("{'state':{},'metadata':{}");
    }

    @Test
    void case09AnEmptySectionIsNone() {
        story.desired("{}");
        assertThat(story.state()).isEqualTo("{}");

        story.reported("{'online':false}");
        assertThat(story.state()).isEqualTo("{'reported':{'online':false}}");
    }

    @Test
    void case10AnEmptyReportChangesNoWish() {
        story.desired("{'enabled':true}").reported("{}");

        assertThat(story.delta()).contains("{'enabled':true}");
    }

    @Test
    void case11AnEmptyObjectIsAValue() {
        story.desired("{'a':1,'b':{'c':3}}").desired("{'a':1,'b':{'c':3},'d':{}}");

        assertThat(story.delta()).contains("{'a':1,'b':{'c':3},'d':{}}");
    }

    @Test
    void case12AnEmptyObjectReplacesAScalar() {
        story.desired("{'b':{'c':3}}").desired("{'b':{'c':{}}}");

        assertThat(story.delta()).contains("{'b':{'c':{}}}");
    }

    @Test
    void case13AnObjectReplacesAScalarAndItsMetadata() {
        story.desired("{'b':{'c':3,'k':1}}").desired("{'b':{'c':{'d':3}}}");

        assertThat(story.metadata())
                .startsWith("{'desired':{'b':{'c':{'d':{'timestamp':T2}},'k':{'timestamp':T1}}}");
    }

    @Test
    void case14AnArrayDiffersWhole() {
        story.reported("{'list':['v1','v2']}").desired("{'list':['v1']}");

        assertThat(story.delta()).contains("{'list':['v1']}");
        assertThat(story.metadata()).startsWith("{'desired':{'list':[{'timestamp':T2}]}");
    }

    @Test
    void case15AnArrayOfArraysDiffersWhole() {
        story.reported("{'list':[['v1'],['v2']]}").desired("{'list':[['v1']]}");

        assertThat(story.delta()).contains("{'list':[['v1']]}");
    }

    @Test
    void case16ANullInAnArrayIsRefused() {
        assertThat(story.invalid("{'state':{'desired':{'c':[null,'RED']}}}").refusal().message())
                .isEqualTo("State contains an invalid node: 'null'");
    }

    @Test
    void case17TheDeltaKeepsThePath() {
        story.reported("{'a':{'b':{'c':'d','e':'f'}}}").desired("{'a':{'b':{'c':'d2'}}}");

        assertThat(story.delta()).contains("{'a':{'b':{'c':'d2'}}}");
    }

    @Test
    void case18NumbersCompareByValueAndTextDoesNot() {
        story.reported("{'n':1}").desired("{'n':1.0}");
        assertThat(story.delta()).isEmpty();

        story.desired("{'n':'1'}");
        assertThat(story.delta()).contains("{'n':'1'}");
    }

    @Test
    void case19MentionedLeavesAreStamped() {
        story.reported("{'x':1,'y':2}").reported("{'x':1}");

        assertThat(story.version()).isEqualTo(2);
        assertThat(story.metadata())
                .isEqualTo("{'reported':{'x':{'timestamp':T2},'y':{'timestamp':T1}}}");
    }

    @Test
    void case20APropertyCalledTimestamp() {
        story.reported("{'timestamp':{'timestamp':5}}");

        assertThat(story.metadata())
                .isEqualTo("{'reported':{'timestamp':{'timestamp':{'timestamp':T1}}}}");
    }

    @Test
    void case21ARemovedWishIsEchoedAndMakesNoDelta() {
        story.desired("{'engine':'on'}").desired("{'engine':null}");

        assertThat(story.accepted())
                .startsWith(
                        "{'state':{'desired':{'engine':null}},"
                                + "'metadata':{'desired':{'engine':{'timestamp':T2}}}");
        assertThat(story.state()).isEqualTo("{}");
        assertThat(story.delta()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 11})
    void case22And23AnotherVersionIsAConflict(long version) {
        atVersion(10);

        var outcome =
                story.update("{'state':{},'version':%d,'clientToken':'t'}".formatted(version));

        assertThat(outcome).isEqualTo(new Outcome.Conflict(new Expectation.Version(version), 10));
        assertThat(story.version()).isEqualTo(10);
    }

    @Test
    void case24TheCurrentVersionIsAccepted() {
        atVersion(10);

        assertThat(story.updated("{'state':{},'version':10}").version()).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'10'", "-1", "1.5"})
    void case25OnlyIntegersAreVersions(String version) {
        assertThat(
                        story.invalid("{'state':{},'version':%s}".formatted(version))
                                .refusal()
                                .message())
                .isEqualTo("Invalid version");
    }

    @Test
    void case26ADeleteUsesUpAVersion() {
        atVersion(4);

        assertThat(story.change(new Change.Erase()))
                .isEqualTo(new Outcome.Erased(4, new Absent(5)));
        assertThat(story.updated("{'state':{}}").version()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 0})
    void case27AfterADeleteClientsMayGoOnFromWhatTheySaw(long version) {
        atVersion(4);
        story.change(new Change.Erase());

        assertThat(story.updated("{'state':{},'version':%d}".formatted(version)).version())
                .isEqualTo(6);
    }

    @Test
    void case27AfterADeleteAnOlderVersionIsAConflict() {
        atVersion(4);
        story.change(new Change.Erase());

        assertThat(story.update("{'state':{},'version':3}")).isInstanceOf(Outcome.Conflict.class);
    }

    @Test
    void case28DeletingNothing() {
        assertThat(story.change(new Change.Erase())).isEqualTo(new Outcome.Missing());
    }

    /** One after the other, which is how lanes make them; the race itself is the store's. */
    @Test
    void case29OfManyWithOneVersionOneIsAccepted() {
        atVersion(7);

        for (int i = 0; i < 100; i++) {
            story.update("{'state':{'reported':{'n':%d}},'version':7}".formatted(i));
        }

        assertThat(story.version()).isEqualTo(8);
        assertThat(story.state()).isEqualTo("{'reported':{'n':0}}");
    }

    @Test
    void case30UnconditionalUpdatesCountWithoutAGap() {
        for (int i = 1; i <= 1_000; i++) {
            assertThat(story.reported("{'n':%d}".formatted(i)).version()).isEqualTo(i);
        }
    }

    private void atVersion(int version) {
        for (int i = 0; i < version; i++) {
            story.updated("{'state':{}}");
        }
    }
}
