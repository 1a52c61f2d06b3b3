// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How AWS's protocol merges, stamps and tells, over whatever broker. */
abstract class AliasMergeContract {

    AwsThing thing;

    @BeforeEach
    void connect() {
        AliasReady.await();
        thing = AwsThing.connect();
    }

    @AfterEach
    void disconnect() {
        thing.close();
    }

    private static String delta(AwsThing.Reply reply) {
        assertThat(reply.deltas()).hasSize(1);
        return reply.deltas().getFirst().content().get("state").toString().replace('"', '\'');
    }

    @Test
    void case01TheFirstWish() {
        var reply = thing.updated("{'state':{'desired':{'led':'on'}},'clientToken':'t'}");

        assertThat(thing.shown(reply.content()))
                .isEqualTo(
                        "{'state':{'desired':{'led':'on'}},'metadata':{'desired':{'led':{'timestamp':T1}}},"
                                + "'version':1,'timestamp':T1,'clientToken':'t'}");
        assertThat(thing.shown(reply.deltas().getFirst().content()))
                .isEqualTo(
                        "{'version':1,'timestamp':T1,'state':{'led':'on'},"
                                + "'metadata':{'led':{'timestamp':T1}},'clientToken':'t'}");
        assertThat(thing.state()).isEqualTo("{'desired':{'led':'on'},'delta':{'led':'on'}}");
        assertThat(thing.metadata())
                .isEqualTo("{'desired':{'led':{'timestamp':T1}},'delta':{'led':{'timestamp':T1}}}");
    }

    @Test
    void case02TheWishIsMet() {
        thing.desired("{'led':'on'}");
        var met = thing.reported("{'led':'on'}");

        assertThat(met.content().get("version").asInt()).isEqualTo(2);
        assertThat(met.deltas()).isEmpty();
        assertThat(thing.state()).doesNotContain("delta");
    }

    @Test
    void case03TheSectionGoesWithItsLastMember() {
        thing.desired("{'s1':1,'s2':2}");
        thing.desired("{'s1':null}");
        thing.desired("{'s2':null}");

        assertThat(thing.state()).isEqualTo("{}");
        assertThat(thing.metadata()).isEqualTo("{}");
        assertThat(thing.version()).isEqualTo(3);
    }

    @Test
    void case04TheParentOfTheLastChildStays() {
        thing.reported("{'a':{'x':1}}");
        thing.reported("{'a':{'x':null}}");

        assertThat(thing.state()).isEqualTo("{'reported':{'a':{}}}");
    }

    @Test
    void case05NullOntoNothingIsEchoed() {
        var reply = thing.reported("{'online':null}");

        assertThat(thing.shown(reply.content()))
                .isEqualTo(
                        "{'state':{'reported':{'online':null}},'metadata':{'reported':{'online':{'timestamp':T1}}},"
                                + "'version':1,'timestamp':T1}");
        assertThat(thing.state()).isEqualTo("{}");
        assertThat(thing.metadata()).isEqualTo("{}");
    }

    @Test
    void case06NullStateOntoNothing() {
        var reply = thing.updated("{'state':null}");

        assertThat(thing.shown(reply.content()))
                .isEqualTo("{'state':null,'metadata':{'timestamp':T1},'version':1,'timestamp':T1}");
        assertThat(thing.state()).isEqualTo("{}");
        assertThat(thing.metadata()).isEqualTo("{}");
    }

    @Test
    void case07NullStateRemovesAll() {
        thing.desired("{'a':'b'}");
        var reply = thing.updated("{'state':null}");

        assertThat(reply.content().get("version").asInt()).isEqualTo(2);
        assertThat(thing.state()).isEqualTo("{}");
    }

    @Test
    void case08AnEmptyStateOnlyCounts() {
        thing.desired("{'a':'b'}");
        var reply = thing.updated("{'state':{}}");

        assertThat(reply.content().get("version").asInt()).isEqualTo(2);
        assertThat(thing.state()).isEqualTo("{'desired':{'a':'b'},'delta':{'a':'b'}}");
    }

    @Test
    void case09AnEmptySectionIsNone() {
        thing.desired("{}");
        assertThat(thing.state()).isEqualTo("{}");

        thing.reported("{'online':false}");
        assertThat(thing.state()).isEqualTo("{'reported':{'online':false}}");
    }

    @Test
    void case10AnEmptyReportChangesNoWish() {
        thing.desired("{'enabled':true}");

        assertThat(delta(thing.reported("{}"))).isEqualTo("{'enabled':true}");
    }

    @Test
    void case11AnEmptyObjectIsAValue() {
        thing.desired("{'a':1,'b':{'c':3}}");

        assertThat(delta(thing.desired("{'a':1,'b':{'c':3},'d':{}}")))
                .isEqualTo("{'a':1,'b':{'c':3},'d':{}}");
    }

    @Test
    void case12AnEmptyObjectReplacesAScalar() {
        thing.desired("{'b':{'c':3}}");

        assertThat(delta(thing.desired("{'b':{'c':{}}}"))).isEqualTo("{'b':{'c':{}}}");
    }

    @Test
    void case13AnObjectReplacesAScalarAndItsMetadata() {
        thing.desired("{'b':{'c':3,'k':1}}");
        thing.desired("{'b':{'c':{'d':3}}}");

        assertThat(thing.metadata())
                .startsWith("{'desired':{'b':{'c':{'d':{'timestamp':T2}},'k':{'timestamp':T1}}}");
    }

    @Test
    void case14AnArrayDiffersWhole() {
        thing.reported("{'list':['v1','v2']}");

        assertThat(delta(thing.desired("{'list':['v1']}"))).isEqualTo("{'list':['v1']}");
        assertThat(thing.metadata()).startsWith("{'desired':{'list':[{'timestamp':T2}]}");
    }

    @Test
    void case15AnArrayOfArraysDiffersWhole() {
        thing.reported("{'list':[['v1'],['v2']]}");

        assertThat(delta(thing.desired("{'list':[['v1']]}"))).isEqualTo("{'list':[['v1']]}");
    }

    @Test
    void case16ANullInAnArrayIsRefused() {
        thing.desired("{'c':1}");

        assertThat(thing.ask("update", "{'state':{'desired':{'c':[null,'RED']}}}").refusal())
                .isEqualTo("400 State contains an invalid node: 'null'");
        assertThat(thing.version()).isEqualTo(1);
    }

    @Test
    void case17TheDeltaKeepsThePath() {
        thing.reported("{'a':{'b':{'c':'d','e':'f'}}}");

        assertThat(delta(thing.desired("{'a':{'b':{'c':'d2'}}}")))
                .isEqualTo("{'a':{'b':{'c':'d2'}}}");
    }

    @Test
    void case18NumbersCompareByValueAndTextDoesNot() {
        thing.reported("{'n':1}");

        assertThat(thing.desired("{'n':1.0}").deltas()).isEmpty();
        assertThat(delta(thing.desired("{'n':'1'}"))).isEqualTo("{'n':'1'}");
    }

    @Test
    void case19MentionedLeavesAreStamped() {
        thing.reported("{'x':1,'y':2}");
        thing.reported("{'x':1}");

        assertThat(thing.metadata())
                .isEqualTo("{'reported':{'x':{'timestamp':T2},'y':{'timestamp':T1}}}");
        assertThat(thing.version()).isEqualTo(2);
    }

    @Test
    void case20APropertyCalledTimestamp() {
        thing.reported("{'timestamp':{'timestamp':5}}");

        assertThat(thing.metadata())
                .isEqualTo("{'reported':{'timestamp':{'timestamp':{'timestamp':T1}}}}");
    }

    @Test
    void case21ARemovedWishIsEchoedAndMakesNoDelta() {
        thing.desired("{'engine':'on'}");
        var reply = thing.desired("{'engine':null}");

        assertThat(thing.shown(reply.content()))
                .startsWith(
                        "{'state':{'desired':{'engine':null}},'metadata':{'desired':{'engine':{'timestamp':T2}}}");
        assertThat(reply.deltas()).isEmpty();
        assertThat(thing.state()).isEqualTo("{}");
        thing.hearsNothing();
    }
}
