// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.history.PastVersion;
import io.muster.shadow.json.Json;
import io.muster.shadow.store.ShadowKey;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FeedTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ShadowKey KEY =
            new ShadowKey(new TenantId("t"), new DeviceId("d"), new ShadowName("default"));

    private final Kept kept = new Kept();
    private final Reader reader = new Reader();
    private final Moving clock = new Moving();

    @Test
    void goesOnAfterWhatIsKnownInPartsAsTheReaderTakesThem() {
        kept.versions(1, 40);
        var feed = feed(OptionalLong.of(10), Optional.empty());

        feed.request(1);
        assertThat(kept.reads).as("not before the opening is taken").isZero();
        feed.request(20);
        assertThat(reader.versions).isEqualTo(range(11, 30));
        feed.request(100);

        assertThat(reader.versions).isEqualTo(range(11, 40));
        assertThat(reader.resets).isZero();
    }

    @Test
    void aCommitIsToldAtOnceAndOnce() {
        kept.versions(1, 3);
        var feed = reading(3);

        kept.versions(4, 5);
        feed.wake();
        feed.wake();

        assertThat(reader.versions).containsExactly(4L, 5L);
    }

    @Test
    void whoKnowsNothingBeginsWithWhatIsNow() {
        kept.versions(1, 3);
        var feed = feed(OptionalLong.empty(), Optional.empty());
        feed.request(100);

        kept.versions(4, 4);
        feed.wake();

        assertThat(reader.versions).containsExactly(3L, 4L);
        assertThat(reader.resets).isOne();
    }

    @Test
    void whatIsNotKeptAnyMoreIsAReset() {
        kept.versions(6, 9);

        reading(3);

        assertThat(reader.versions).containsExactly(9L);
        assertThat(reader.resets).isOne();
    }

    @Test
    void whatNeverWasIsAReset() {
        kept.versions(1, 9);

        reading(10);

        assertThat(reader.versions).containsExactly(9L);
        assertThat(reader.resets).isOne();
    }

    @Test
    void aVersionThatWasWrittenWithoutHistoryIsFoundByItsNumber() {
        kept.versions(1, 3);
        var feed = reading(3);
        kept.now = 4;

        feed.wake();
        assertThat(reader.versions).as("might as well be a note").isEmpty();
        feed.newest(4);

        assertThat(reader.versions).containsExactly(4L);
        assertThat(reader.resets).isOne();
    }

    @Test
    void anOldNumberIsNoReasonToTellAnything() {
        kept.versions(1, 5);
        var feed = reading(5);

        feed.newest(4);

        assertThat(reader.events).containsExactly(new LiveEvent.Opened());
    }

    @Test
    void aShadowThatWasPutBackIsAReset() {
        kept.versions(1, 5);
        var feed = reading(5);
        kept.numbers.removeIf(version -> version > 2);
        kept.now = 2;

        feed.newest(2);

        assertThat(reader.versions).containsExactly(2L);
        assertThat(reader.resets).isOne();
    }

    @Test
    void afterAFailureItGoesOnWithTheNextTick() {
        kept.versions(1, 5);
        kept.broken = true;
        var feed = reading(3);
        assertThat(reader.versions).isEmpty();

        kept.broken = false;
        feed.tick();

        assertThat(reader.versions).containsExactly(4L, 5L);
    }

    @Test
    void aReaderThatTakesNothingIsDroppedWithAHint() {
        kept.versions(1, 5);
        var feed = feed(OptionalLong.of(3), Optional.empty());
        feed.request(2);
        assertThat(reader.versions).containsExactly(4L);

        clock.pass(Duration.ofSeconds(10));
        feed.tick();
        assertThat(reader.over).isFalse();
        clock.pass(Duration.ofMillis(1));
        feed.tick();

        assertThat(reader.events.getLast()).isEqualTo(new LiveEvent.Dropped(OptionalLong.of(4)));
        assertThat(reader.over).isTrue();
        assertThat(reader.ended).isOne();
    }

    @Test
    void whileNothingHappensItBeats() {
        var feed = reading(0);

        clock.pass(Duration.ofMillis(14_999));
        feed.tick();
        assertThat(reader.events).hasSize(1);
        clock.pass(Duration.ofMillis(1));
        feed.tick();
        feed.tick();

        assertThat(reader.events).containsExactly(new LiveEvent.Opened(), new LiveEvent.Beat());
    }

    @Test
    void endsWithTheRightsOfTheReader() {
        kept.versions(1, 1);
        var feed = feed(OptionalLong.of(1), Optional.of(START.plusSeconds(60)));
        feed.request(100);

        clock.pass(Duration.ofSeconds(60));
        feed.tick();
        kept.versions(2, 2);
        feed.wake();

        assertThat(reader.over).isTrue();
        assertThat(reader.versions).isEmpty();
        assertThat(reader.ended).isOne();
    }

    @Test
    void whoHasGoneIsToldNothingMore() {
        kept.versions(1, 1);
        var feed = reading(1);

        feed.cancel();
        feed.close();
        kept.versions(2, 2);
        feed.wake();

        assertThat(reader.events).hasSize(1);
        assertThat(reader.over).isFalse();
        assertThat(reader.ended).isOne();
    }

    /** Whatever comes in which order: all versions, each once. */
    @Property(tries = 300)
    void nothingIsLeftOutOrToldTwice(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 5) Integer> steps) {
        // All tries have one instance.
        new FeedTest().tellsAllAfter(steps);
    }

    private void tellsAllAfter(List<Integer> steps) {
        var feed = feed(OptionalLong.of(0), Optional.empty());

        for (var step : steps) {
            switch (step) {
                case 0 -> kept.versions(kept.now + 1, kept.now + 1);
                case 1 -> kept.versions(kept.now + 1, kept.now + 20);
                case 2 -> feed.wake();
                case 3 -> feed.newest(kept.now);
                case 4 -> feed.request(7);
                default -> feed.tick();
            }
        }
        feed.request(10_000);
        feed.wake();

        assertThat(reader.versions).isEqualTo(range(1, kept.now));
        assertThat(reader.resets).isZero();
    }

    private Feed reading(long known) {
        var feed = feed(OptionalLong.of(known), Optional.empty());
        feed.request(100);
        return feed;
    }

    private Feed feed(OptionalLong after, Optional<Instant> until) {
        return new Feed(
                new Following(KEY, after, until, Duration.ofSeconds(10)),
                kept,
                reader,
                Runnable::run,
                clock,
                _ -> reader.ended++);
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    /** A history. */
    private static final class Kept implements Versions {

        private final TreeSet<Long> numbers = new TreeSet<>();
        private long now;
        private int reads;
        private boolean broken;

        void versions(long first, long last) {
            LongStream.rangeClosed(first, last).forEach(numbers::add);
            now = last;
        }

        @Override
        public Uni<List<PastVersion>> after(ShadowKey key, long version, int limit) {
            reads++;
            return broken
                    ? Uni.createFrom().failure(new IllegalStateException("broken"))
                    : Uni.createFrom()
                            .item(() ->
                                    numbers.tailSet(version, false).stream()
                                            .limit(limit)
                                            .map(Kept::version)
                                            .toList());
        }

        @Override
        public Uni<Shadow> now(ShadowKey key) {
            return Uni.createFrom().item(() -> new Absent(now));
        }

        private static PastVersion version(long number) {
            return new PastVersion(
                    number, PastVersion.Kind.CHANGED, START, "device", Json.object(), null);
        }
    }

    /** Whoever reads. */
    private static final class Reader implements Flow.Subscriber<LiveEvent> {

        private final List<LiveEvent> events = new ArrayList<>();
        private final List<Long> versions = new ArrayList<>();
        private int resets;
        private int ended;
        private boolean over;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(LiveEvent event) {
            events.add(event);
            switch (event) {
                case LiveEvent.Made(var version) -> versions.add(version.version());
                case LiveEvent.Whole(var now) -> {
                    versions.add(now.version());
                    resets++;
                }
                case LiveEvent.Opened(), LiveEvent.Beat(), LiveEvent.Dropped _ -> {}
            }
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {
            over = true;
        }
    }

    /** A clock that the test moves. */
    private static final class Moving extends Clock {

        private Instant now = START;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
