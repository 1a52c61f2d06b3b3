// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import static io.muster.shadow.change.Story.at;
import static io.muster.shadow.change.Story.sections;
import static io.muster.shadow.document.ShadowFixtures.q;
import static io.muster.shadow.document.ShadowFixtures.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.delivery.Delivery;
import io.muster.shadow.document.ConflictPolicy;
import io.muster.shadow.document.Metadata;
import io.muster.shadow.document.Refusal.Reason;
import io.muster.shadow.schedule.Timetable;
import io.muster.shadow.schedule.Timing;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Wishes that begin later or end. */
class TimingTest {

    private final Story story = Story.natively();

    @Test
    void whatWaitsIsNeitherDesiredNorSent() {
        story.desired("{'mode':'day'}").reported("{'mode':'day'}");

        write("{'desired':{'mode':'night'},'tags':{'by':'anna'}}", Duration.ofHours(1), null);

        assertThat(story.version()).isEqualTo(3);
        assertThat(story.delta()).isEmpty();
        assertThat(story.document().tags().isEmpty()).as("the rest does not wait").isFalse();
        assertThat(story.document().ledger().desiredVersion()).isEqualTo(1);
        assertThat(text(Metadata.of(story.document())))
                .contains(q("'plans':{'/mode':{'notBefore'"));
    }

    @Test
    void whatWaitedBeginsAndEnds() {
        story.desired("{'mode':'day'}").reported("{'mode':'day'}");
        write("{'desired':{'mode':'night'}}", Duration.ofHours(1), Duration.ofHours(8));

        story.after(Duration.ofHours(1)).change(new Change.Tick());
        assertThat(story.delta()).contains("{'mode':'night'}");
        assertThat(state()).isEqualTo(Delivery.State.PENDING);

        story.reported("{'mode':'night'}").after(Duration.ofHours(8)).change(new Change.Tick());
        assertThat(story.document().desired().isEmpty()).isTrue();
        assertThat(state()).as("it was met in time").isEqualTo(Delivery.State.APPLIED);
        assertThat(story.nativeDelta().delete()).containsExactly(at("/mode"));
        assertThat(story.change(new Change.Tick())).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void aRemovalMayWait() {
        story.desired("{'a':1,'b':2}");
        write("{'desired':{'a':null}}", Duration.ofMinutes(1), null);

        story.after(Duration.ofMinutes(1)).change(new Change.Tick());

        assertThat(story.delta()).contains("{'b':2}");
        assertThat(story.nativeDelta().delete()).containsExactly(at("/a"));
    }

    @Test
    void manyEndsOfOneMomentAreOneVersion() {
        write("{'desired':{'a':1,'b':{'c':[1],'d':{}},'keep':null}}", null, Duration.ofMinutes(1));
        story.desired("{'stays':1}");

        story.after(Duration.ofMinutes(1)).change(new Change.Tick());

        assertThat(story.version()).isEqualTo(3);
        assertThat(story.delta()).contains("{'b':{},'stays':1}");
        assertThat(state()).as("something else is open").isEqualTo(Delivery.State.PENDING);
    }

    @Test
    void aRewriteWithTheSameValueIsNoReasonToSkipWhatIsTimed() {
        write("{'desired':{'a':1}}", null, Duration.ofMinutes(1));

        var edit = new Edit.Merge(sections("{'desired':{'a':1}}"));

        assertThat(story.write(edit, Manner.SKIPPING)).isInstanceOf(Outcome.Applied.class);
        assertThat(story.document().ledger().timetable().isEmpty()).isTrue();
    }

    @Test
    void whatAPolicyClearedDoesNotEndAgain() {
        story.desired("{'x':1}").governed(ConflictPolicy.CLEAR_ON_APPLIED);
        write("{'desired':{'a':1}}", null, Duration.ofMinutes(1));

        story.reported("{'a':1}");

        assertThat(story.document().ledger().timetable().isEmpty()).isTrue();
    }

    @Test
    void timersAreBounded() {
        var members =
                IntStream.rangeClosed(0, Timetable.MOST_ENTRIES)
                        .mapToObj(i -> "'m%d':%d".formatted(i, i))
                        .collect(Collectors.joining(",", "{'desired':{", "}}"));

        var outcome = write(members, null, Duration.ofMinutes(1));

        assertThat(Story.reason(outcome)).isEqualTo(Reason.TOO_LARGE);
        assertThat(story.version()).isZero();
    }

    @Test
    void whatWaitsCountsTowardTheSize() {
        var large = "{'desired':{'a':'%s'}}".formatted("x".repeat(40_000));
        write(large, Duration.ofHours(1), null);

        assertThat(write(large.replace("'a'", "'b'"), Duration.ofHours(1), null))
                .isInstanceOf(Outcome.TooLarge.class);
    }

    @Test
    void nothingIsDueForAShadowThatIsNot() {
        assertThat(story.change(new Change.Tick())).isEqualTo(new Outcome.Missing());
        assertThat(story.change(new Change.Delivered(1))).isEqualTo(new Outcome.Missing());
    }

    private Outcome write(String sections, Duration wait, Duration ttl) {
        var begin = Optional.ofNullable(wait).map(story.now().plusSeconds(1)::plus);
        var timing = new Timing(begin, Optional.ofNullable(ttl));
        return story.write(
                new Edit.Merge(sections(sections)),
                new Manner(false, timing, OptionalLong.empty()));
    }

    private Delivery.State state() {
        return story.document().ledger().delivery().state();
    }
}
