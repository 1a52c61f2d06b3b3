// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import static io.muster.shadow.change.Story.at;
import static io.muster.shadow.change.Story.jsonPatch;
import static io.muster.shadow.change.Story.sections;
import static io.muster.shadow.document.ShadowFixtures.q;
import static io.muster.shadow.document.ShadowFixtures.text;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.shadow.delivery.Ack;
import io.muster.shadow.delivery.Delivery;
import io.muster.shadow.document.Condition;
import io.muster.shadow.document.ConflictPolicy;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Refusal.Reason;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.json.ExactNumber;
import io.muster.shadow.json.Pointer;
import io.muster.shadow.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cases of the contract that say what our own protocol does beyond that of AWS. */
class NativeCasesTest {

    private final Story story = Story.natively();

    @Test
    void case47TagsOfRequestsAreHeldAgainstTheVersion() {
        var change = Change.merge(sections("{'desired':{'a':1}}"));

        assertThat(story.change(change, new Expectation.Existing()))
                .isInstanceOf(Outcome.Conflict.class);
        assertThat(story.change(change, new Expectation.Nothing()))
                .isInstanceOf(Outcome.Applied.class);
        assertThat(story.change(change, new Expectation.Nothing()))
                .isInstanceOf(Outcome.Conflict.class);
        assertThat(story.change(change, new Expectation.Tag(2)))
                .isEqualTo(new Outcome.Conflict(new Expectation.Tag(2), 1));
        assertThat(story.change(change, new Expectation.Tag(1)))
                .isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void case47AConditionIsHeldAgainstTheDocument() {
        var cold =
                new Expectation.When(
                        new Condition.Compare(
                                at("/reported/temp"), Condition.Order.LESS, new ExactNumber("5")));
        var change = Change.merge(sections("{'desired':{'heat':true}}"));

        assertThat(story.change(change, cold)).isInstanceOf(Outcome.Conflict.class);
        story.reported("{'temp':21}");
        assertThat(story.change(change, cold)).isInstanceOf(Outcome.Conflict.class);
        story.reported("{'temp':4.9}");
        assertThat(story.change(change, cold)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void case48AJsonPatchIsAppliedWholeOrNotAtAll() {
        story.desired("{'a':1,'list':[1,2]}");

        var refused =
                amend(
                        "[{'op':'replace','path':'/desired/a','value':2},"
                                + "{'op':'test','path':'/desired/list/0','value':7}]");

        assertThat(Story.reason(refused)).isEqualTo(Reason.PRECONDITION_FAILED);
        assertThat(story.version()).isEqualTo(1);
        assertThat(story.delta()).contains("{'a':1,'list':[1,2]}");

        amend(
                "[{'op':'test','path':'/desired/list/0','value':1.0},"
                        + "{'op':'add','path':'/desired/list/-','value':3},"
                        + "{'op':'move','from':'/desired/a','path':'/desired/b'}]");
        assertThat(story.delta()).contains("{'list':[1,2,3],'b':1}");
        assertThat(story.version()).isEqualTo(2);
    }

    private Outcome amend(String patch) {
        return story.write(new Edit.Amend(jsonPatch(patch)), Manner.PLAIN);
    }

    @Test
    void case49WhatAReplacementLeavesOutIsDeleted() {
        story.desired("{'a':1,'b':2}");

        story.write(new Edit.Replace(sections("{'desired':{'a':1}}")), Manner.PLAIN);

        var delta = story.nativeDelta();
        assertThat(delta.delete()).containsExactly(at("/b"));
        assertThat(text(delta.patch())).isEqualTo(q("{'a':1,'b':null}"));
        assertThat(text(delta.message(false, story.now(), Optional.empty())))
                .startsWith(
                        q(
                                "{'version':2,'desiredVersion':2,'timestamp':%d,'set':{'a':1},"
                                        .formatted(story.now().toEpochMilli())))
                .endsWith(q("'delete':['/b'],'patch':{'a':1,'b':null},'full':false}"));
    }

    @Test
    void case49ADeletionIsShownUntilTheDeviceKnowsIt() {
        story.desired("{'a':1,'b':{'c':2}}").desired("{'b':null}").desired("{'a':2}");
        assertThat(story.nativeDelta().delete()).containsExactly(at("/b"));

        story.change(new Change.Delivered(1));
        assertThat(story.nativeDelta().delete()).containsExactly(at("/b"));

        story.change(new Change.Delivered(3));
        assertThat(story.nativeDelta().delete())
                .as("the broker takes it for a device that has gone, too")
                .containsExactly(at("/b"));

        acknowledge(3, Ack.Status.FAILED);
        assertThat(story.nativeDelta().delete()).containsExactly(at("/b"));
        acknowledge(3, Ack.Status.APPLIED);
        assertThat(story.nativeDelta().delete()).isEmpty();
    }

    @Test
    void case49ADeletionIsKnownOnceTheDeviceReportsItAlsoWhereThatIsNothingNew() {
        story.desired("{'a':{'x':1},'b':2}").desired("{'a':null,'b':null}");

        story.reported("{'c':3}");
        assertThat(story.nativeDelta().delete()).containsExactly(at("/a"), at("/b"));
        story.write(new Edit.Merge(sections("{'reported':{'b':null}}")), Manner.SKIPPING);
        assertThat(story.nativeDelta().delete()).containsExactly(at("/a"));
        story.reported("{'a':null}");
        assertThat(story.nativeDelta().delete()).isEmpty();
    }

    private void acknowledge(long version, Ack.Status status) {
        story.change(new Change.Acknowledge(new Ack(version, status, Optional.empty())));
    }

    @Test
    void whatIsDesiredOfANewShadowIsNoVersionThatTheOldOneHad() {
        story.desired("{'a':1}");
        story.change(new Change.Erase());
        story.desired("{'b':1}");

        acknowledge(1, Ack.Status.APPLIED);

        assertThat(story.nativeDelta().desiredVersion()).isEqualTo(story.version());
        assertThat(story.document().ledger().delivery().state()).isEqualTo(Delivery.State.PENDING);
    }

    @Test
    void anotherReportUnderTheSameNumberIsStale() {
        numbered(7, "{'reported':{'n':1}}");

        assertThat(numbered(7, "{'reported':{'n':2}}"))
                .isEqualTo(new Outcome.Stale(story.document(), false));
    }

    @Test
    void aReportThatUsedUpTheVersionItExpectsIsTheSameOnceMore() {
        story.updated("{'state':{'reported':{'n':0}}}");
        var manner = new Manner(true, Timing.ALWAYS, OptionalLong.of(7));
        var report = new Change.Write(new Edit.Merge(sections("{'reported':{'n':1}}")), manner);
        var expected = new Expectation.Version(1);
        assertThat(story.change(report, expected)).isInstanceOf(Outcome.Applied.class);

        assertThat(story.change(report, expected))
                .isEqualTo(new Outcome.Stale(story.document(), true));
    }

    @Test
    void case49WhereAPartIsDesiredAgainTheRestIsStillDeleted() {
        story.desired("{'a':{'x':1,'y':{'z':2}}}");
        story.desired("{'a':null}").desired("{'a':{'b':1}}");

        assertThat(story.nativeDelta().delete()).containsExactly(at("/a/x"), at("/a/y"));
        assertThat(text(story.nativeDelta().patch()))
                .isEqualTo(q("{'a':{'b':1,'x':null,'y':null}}"));
    }

    @Test
    void case49ADeviceThatCannotBeToldAllDeletionsIsToldToAsk() {
        story.desired(
                IntStream.range(0, 200)
                        .mapToObj("'m%d':1"::formatted)
                        .collect(joining(",", "{", "}")));
        story.write(new Edit.Remove(SectionName.DESIRED, Pointer.ROOT), Manner.PLAIN);

        var message = story.nativeDelta().message(false, story.now(), Optional.empty());

        assertThat(message.get("delete")).hasSize(128);
        assertThat(message.get("incomplete").booleanValue()).isTrue();
        story.change(new Change.Delivered(2));
        assertThat(story.nativeDelta().incomplete()).isFalse();
        assertThat(story.nativeDelta().news()).as("a get would else be told to ask").isFalse();
    }

    @Test
    void case50ADryRunShowsAllAndKeepsNothing() {
        story.desired("{'a':1}");
        var change = Change.merge(sections("{'reported':{'a':2}}"));

        var preview = (Outcome.Applied) story.dryRun(change, Expectation.NONE);

        assertThat(preview.after().version()).isEqualTo(2);
        assertThat(text(preview.after().delta().state())).isEqualTo(q("{'a':1}"));
        assertThat(SubtreeSize.of(preview.after()))
                .extracting(SubtreeSize::place)
                .containsExactlyInAnyOrder(at("/desired/a"), at("/reported/a"));
        assertThat(story.version()).isEqualTo(1);
        assertThat(story.state()).isEqualTo("{'desired':{'a':1},'delta':{'a':1}}");
    }

    @Test
    void case51AMemberEndsWithItsTime() {
        timed("{'desired':{'boost':true}}", Duration.ofSeconds(2));
        assertThat(story.change(new Change.Tick())).isInstanceOf(Outcome.Unchanged.class);

        story.after(Duration.ofSeconds(2));
        var due = story.document().ledger().timetable().due(story.now());
        assertThat(due.ended()).containsOnlyKeys(at("/boost"));

        story.change(new Change.Tick());
        assertThat(story.version()).isEqualTo(2);
        assertThat(story.state()).isEqualTo("{}");
        assertThat(state()).isEqualTo(Delivery.State.EXPIRED);
        assertThat(story.nativeDelta().delete()).containsExactly(at("/boost"));
        assertThat(story.document().ledger().timetable().isEmpty()).isTrue();
    }

    @Test
    void case51WhatBeginsWhereSomethingEndsDoesNotGoWithIt() {
        timed("{'desired':{'mode':{'name':'eco'},'old':{'a':1,'b':2}}}", Duration.ofMinutes(2));
        planned("{'desired':{'mode':'off','old':{'a':3}}}", story.now().plusSeconds(60));

        story.after(Duration.ofMinutes(3)).change(new Change.Tick());

        assertThat(text(story.document().desired().state()))
                .isEqualTo(q("{'mode':'off','old':{'a':3}}"));
        assertThat(story.nativeDelta().delete()).containsExactly(at("/old/b"));
    }

    private void planned(String sections, Instant at) {
        write(sections, new Timing(Optional.of(at), Optional.empty()));
    }

    @Test
    void case52AWriteOfWhatIsThereIsAWriteHoweverItIsSaid() {
        timed("{'desired':{'a':1,'list':[1,2],'o':{'x':1}}}", Duration.ofSeconds(9));

        amend("[{'op':'replace','path':'/desired/a','value':1}]");
        story.write(
                new Edit.Put(SectionName.DESIRED, at("/list/1"), new ExactNumber("2")),
                Manner.PLAIN);
        story.after(Duration.ofSeconds(9)).change(new Change.Tick());

        assertThat(text(story.document().desired().state()))
                .isEqualTo(q("{'a':1,'list':[1,2],'o':{}}"));
    }

    @Test
    void case52AWriteWithoutATimeStays() {
        timed("{'desired':{'boost':true}}", Duration.ofSeconds(5));
        story.desired("{'boost':true}");

        assertThat(story.document().ledger().timetable().next()).isEmpty();
        assertThat(story.after(Duration.ofDays(1)).change(new Change.Tick()))
                .isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void case53ManyChangesAreOneDelta() {
        for (int i = 1; i <= 5; i++) {
            story.desired("{'n':%d}".formatted(i));
        }

        assertThat(text(story.nativeDelta().set().state())).isEqualTo(q("{'n':5}"));
        assertThat(story.nativeDelta().desiredVersion()).isEqualTo(5);
    }

    @Test
    void case54ADeviceThatFailsSaysWhy() {
        story.desired("{'mode':'turbo'}");
        var ack = new Ack(1, Ack.Status.FAILED, Optional.of("no turbo"));

        story.change(new Change.Acknowledge(ack));

        assertThat(story.version()).isEqualTo(1);
        assertThat(story.document().ledger().delivery())
                .isEqualTo(new Delivery(Delivery.State.FAILED, 1, 0, Optional.of("no turbo")));
        var failed = new Condition.In(at("/sync/state"), List.of(TextNode.valueOf("failed")));
        assertThat(failed.holdsFor(story.document())).isTrue();
    }

    @Test
    void case55ALateReportIsNotApplied() {
        numbered(7, "{'reported':{'n':7}}");

        assertThat(numbered(6, "{'reported':{'n':6}}"))
                .isEqualTo(new Outcome.Stale(story.document(), false));
        assertThat(numbered(7, "{'reported':{'n':7}}"))
                .isEqualTo(new Outcome.Stale(story.document(), true));
        assertThat(story.state()).isEqualTo("{'reported':{'n':7}}");
        assertThat(story.version()).isEqualTo(1);
        assertThat(numbered(8, "{'reported':{'n':8}}")).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void case57WhatChangesNothingIsSkipped() {
        story.reported("{'n':1,'o':{'p':[1]}}");
        var same = new Edit.Merge(sections("{'reported':{'n':1.0,'o':{'p':[1],'q':null}}}"));

        assertThat(story.write(same, Manner.SKIPPING))
                .isEqualTo(new Outcome.Unchanged(story.shadow()));
        assertThat(story.version()).isEqualTo(1);

        var other = new Edit.Merge(sections("{'reported':{'o':{'p':[]}}}"));
        assertThat(story.write(other, Manner.SKIPPING)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void case57TheFirstReportIsNeverSkipped() {
        var nothing = new Edit.Merge(sections("{'reported':{}}"));

        assertThat(story.write(nothing, Manner.SKIPPING)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void case57ASkippedReportIsCountedAmongTheNumbers() {
        numbered(1, "{'reported':{'n':1}}");
        var manner = new Manner(true, Timing.ALWAYS, OptionalLong.of(5));
        var same = new Edit.Merge(sections("{'reported':{'n':1}}"));

        assertThat(story.write(same, manner)).isInstanceOf(Outcome.Noted.class);
        assertThat(story.version()).isEqualTo(1);
        assertThat(numbered(4, "{'reported':{'n':0}}")).isInstanceOf(Outcome.Stale.class);
    }

    @Test
    void case58AWishIsClearedInTheVersionThatMeetsIt() {
        story.desired("{'led':'on','cfg':{'a':1,'b':2}}").governed(ConflictPolicy.CLEAR_ON_APPLIED);

        story.reported("{'led':'on','cfg':{'a':1.0}}");

        assertThat(story.version()).isEqualTo(2);
        assertThat(text(story.document().desired().state())).isEqualTo(q("{'cfg':{'b':2}}"));
        assertThat(story.nativeDelta().delete()).as("it is no deletion").isEmpty();

        story.reported("{'cfg':{'b':2}}").reported("{'led':'off'}");
        assertThat(story.document().desired().isEmpty()).isTrue();
        assertThat(story.delta()).isEmpty();
    }

    @Test
    void case58APolicyThatComesLaterClearsWhatIsMetAlready() {
        story.desired("{'led':'on','fan':1}").reported("{'led':'on'}");
        story.governed(ConflictPolicy.CLEAR_ON_APPLIED);

        var same = new Edit.Merge(sections("{'reported':{'led':'on'}}"));
        assertThat(story.write(same, Manner.SKIPPING)).isInstanceOf(Outcome.Applied.class);
        assertThat(text(story.document().desired().state())).isEqualTo(q("{'fan':1}"));
        assertThat(story.write(same, Manner.SKIPPING)).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void case59ADeviceThatLeavesAMetWishWins() {
        story.desired("{'led':'on','fan':1}").governed(ConflictPolicy.DEVICE_WINS);
        story.reported("{'led':'on'}");

        story.reported("{'led':'off'}");

        assertThat(story.state())
                .isEqualTo("{'desired':{'fan':1},'reported':{'led':'off'},'delta':{'fan':1}}");
        assertThat(story.nativeDelta().delete()).as("the device did it itself").isEmpty();
    }

    @Test
    void case59ADeviceThatNeverMetAWishDoesNot() {
        story.desired("{'led':'on'}").governed(ConflictPolicy.DEVICE_WINS);

        story.reported("{'led':'off'}").reported("{'led':'dim'}");

        assertThat(story.delta()).contains("{'led':'on'}");
    }

    @Test
    void case61WhoDecidesOnRightsSeesWhatIsWritten() {
        var merge = new Edit.Merge(sections("{'desired':{'door':{'open':true},'x':null}}"));
        var move = "[{'op':'move','from':'/desired/a','path':'/tags/a'}]";
        var test = "[{'op':'test','path':'/reported/a','value':1}]";

        assertThat(merge.places()).containsExactly(at("/desired/door/open"), at("/desired/x"));
        assertThat(new Edit.Amend(jsonPatch(move)).places())
                .containsExactly(at("/desired/a"), at("/tags/a"));
        assertThat(new Edit.Amend(jsonPatch(test)).touches(SectionName.REPORTED)).isFalse();
        assertThat(new Edit.Merge(sections("null")).touches(SectionName.TAGS)).isFalse();
        assertThat(new Edit.Merge(sections("null")).touches(SectionName.DESIRED)).isTrue();
    }

    @Test
    void case65ARollbackIsAReplacementByWhatWas() {
        story.desired("{'a':1,'b':{'c':1}}");
        var then = story.document().desired().state();
        story.desired("{'a':2,'b':null,'d':4}");

        var sections = "{'desired':%s}".formatted(text(then).replace('"', '\''));
        story.write(new Edit.Replace(sections(sections)), Manner.PLAIN);

        assertThat(story.document().desired().state()).isEqualTo(then);
        assertThat(story.version()).isEqualTo(3);
    }

    private void timed(String sections, Duration ttl) {
        write(sections, new Timing(Optional.empty(), Optional.of(ttl)));
    }

    private void write(String sections, Timing timing) {
        var manner = new Manner(false, timing, OptionalLong.empty());
        story.write(new Edit.Merge(sections(sections)), manner);
    }

    private Outcome numbered(long number, String sections) {
        var manner = new Manner(false, Timing.ALWAYS, OptionalLong.of(number));
        return story.write(new Edit.Merge(sections(sections)), manner);
    }

    private Delivery.State state() {
        return story.document().ledger().delivery().state();
    }
}
