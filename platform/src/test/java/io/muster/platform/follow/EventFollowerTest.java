// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.snapshot.BrokenSnapshot;
import io.muster.platform.snapshot.SnapshotLine;
import io.muster.platform.snapshot.SnapshotLine.Content;
import io.muster.platform.snapshot.SnapshotLine.End;
import io.muster.platform.snapshot.SnapshotLine.Head;
import io.muster.platform.snapshot.SnapshotSource;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFollowerTest {

    private static final TenantId TENANT = new TenantId("default");
    private static final SnapshotLine END = new End();

    private final Model model = new Model();
    private final Owner owner = new Owner();
    private final TestClock clock = new TestClock();
    private final EventFollower follower =
            new EventFollower(
                    "registry",
                    owner,
                    model,
                    new FollowMeters(new SimpleMeterRegistry(), "registry"),
                    clock);

    /** A read model that writes down what it was told, and fails when asked to. */
    private static final class Model implements SnapshotTarget {
        final List<String> calls = new ArrayList<>();
        int failures;

        @Override
        public Uni<Void> begin() {
            return told("begin");
        }

        @Override
        public Uni<Void> line(ObjectNode line) {
            return told(line.path("device").asText());
        }

        @Override
        public Uni<Void> commit() {
            return told("commit");
        }

        @Override
        public Uni<Void> apply(CloudEvent event) {
            return failures-- > 0
                    ? Uni.createFrom().failure(new IllegalStateException("down"))
                    : told("#" + event.sequence());
        }

        private Uni<Void> told(String call) {
            calls.add(call);
            return Uni.createFrom().voidItem();
        }
    }

    /** An owner whose snapshots the test writes line by line. */
    private static final class Owner implements SnapshotSource {
        final Deque<MultiEmitter<? super SnapshotLine>> readers = new ArrayDeque<>();
        int cancelled;

        @Override
        public Multi<SnapshotLine> lines() {
            return Multi.createFrom()
                    .<SnapshotLine>emitter(readers::add)
                    .onCancellation()
                    .invoke(() -> cancelled++);
        }

        @Override
        public Multi<SnapshotLine> heads() {
            return lines();
        }

        void answer(SnapshotLine... lines) {
            var reader = readers.remove();
            for (var line : lines) {
                reader.emit(line);
            }
            reader.complete();
        }
    }

    private static final class TestClock extends Clock {
        private Instant now = Instant.parse("2026-01-02T03:04:05Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static SnapshotLine head(long sequence) {
        return new Head(TENANT, sequence);
    }

    private static SnapshotLine device(String id) {
        return new Content(JsonNodeFactory.instance.objectNode().put("device", id));
    }

    private static CloudEvent event(long sequence) {
        return new CloudEvent(
                "id",
                "/registry",
                "device.created",
                "d",
                TENANT,
                sequence,
                Instant.EPOCH,
                JsonNodeFactory.instance.objectNode());
    }

    private UniAssertSubscriber<Void> accept(long sequence) {
        return follower.accept(event(sequence))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private void startedAt(long sequence) {
        follower.start();
        owner.answer(head(sequence), END);
        model.calls.clear();
    }

    @Test
    void aSnapshotComesFirst() {
        follower.start();
        assertThat(follower.ready()).isFalse();
        assertThat(follower.staleness()).isGreaterThan(Duration.ofDays(1_000));

        owner.answer(head(3), device("a"), device("b"), END);

        assertThat(model.calls).containsExactly("begin", "a", "b", "commit");
        assertThat(follower.ready()).isTrue();
        assertThat(follower.staleness()).isZero();
    }

    @Test
    void eventsThatComeDuringASnapshotWaitForIt() {
        follower.start();
        var old = accept(3);
        var next = accept(4);
        old.assertNotTerminated();

        owner.answer(head(3), END);

        old.assertCompleted();
        next.assertCompleted();
        assertThat(model.calls).containsExactly("begin", "commit", "#4");
    }

    @Test
    void duplicatesAreDropped() {
        startedAt(3);

        accept(4).assertCompleted();
        accept(4).assertCompleted();
        accept(2).assertCompleted();

        assertThat(model.calls).containsExactly("#4");
    }

    @Test
    void aGapHasTheSnapshotReadAgain() {
        startedAt(3);

        var early = accept(5);
        early.assertNotTerminated();
        var late = accept(4);
        var after = accept(6);
        owner.answer(head(5), END);

        early.assertCompleted();
        late.assertCompleted();
        after.assertCompleted();
        assertThat(model.calls).containsExactly("begin", "commit", "#6");
    }

    @Test
    void aSnapshotOlderThanTheEventLeavesItUnacknowledged() {
        startedAt(3);

        var early = accept(6);
        owner.answer(head(4), END);

        early.assertFailedWith(BrokenSnapshot.class);
        accept(5).assertCompleted();
    }

    @Test
    void aSnapshotWithoutEndIsThrownAwayAndReadAgain() {
        follower.start();
        owner.answer(head(3), device("a"));
        assertThat(follower.ready()).isFalse();
        awaitReader();

        owner.answer(head(3), END);

        assertThat(model.calls).containsExactly("begin", "a", "begin", "commit");
        assertThat(follower.ready()).isTrue();
    }

    private void awaitReader() {
        await().until(() -> !owner.readers.isEmpty());
    }

    @Test
    void anEventThatTheModelCouldNotTakeIsTakenWhenItComesAgain() {
        startedAt(3);
        model.failures = 1;

        accept(4).assertFailedWith(IllegalStateException.class);
        accept(4).assertCompleted();

        assertThat(model.calls).containsExactly("#4");
    }

    @Test
    void tenantsAreCountedApart() {
        startedAt(3);
        var other =
                new CloudEvent(
                        "id",
                        "/registry",
                        "device.created",
                        "d",
                        new TenantId("other"),
                        1,
                        Instant.EPOCH,
                        JsonNodeFactory.instance.objectNode());

        follower.accept(other)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertCompleted();

        assertThat(model.calls).containsExactly("#1");
    }

    @Test
    void aMessageMustBeAnEventOfItsTopic() {
        startedAt(3);
        var bytes = event(4).toBytes();

        for (var topic :
                List.of(
                        "events/other/registry/device.created",
                        "events/default/shadow/device.created",
                        "x")) {
            follower.accept(DeviceMessage.of(topic, bytes)).await().indefinitely();
        }
        assertThat(model.calls).isEmpty();

        follower.accept(DeviceMessage.of("events/default/registry/device.created", bytes))
                .await()
                .indefinitely();
        assertThat(model.calls).containsExactly("#4");
    }

    @Test
    void anEventIsKnownWhoseTypeABrokerMadeTwoLevelsOf() {
        startedAt(3);

        follower.accept(
                        DeviceMessage.of(
                                "events/default/registry/device/created", event(4).toBytes()))
                .await()
                .indefinitely();

        assertThat(model.calls).containsExactly("#4");
    }

    private void probe(SnapshotLine... answer) {
        var done = follower.probe().subscribe().withSubscriber(UniAssertSubscriber.create());
        owner.answer(answer);
        if (owner.readers.isEmpty()) {
            done.assertCompleted();
        }
    }

    @Test
    void aProbeThatFindsNothingNewMakesTheModelFresh() {
        startedAt(3);
        clock.pass(Duration.ofSeconds(10));
        assertThat(follower.staleness()).isEqualTo(Duration.ofSeconds(10));

        probe(head(3), END);

        assertThat(follower.staleness()).isZero();
        assertThat(model.calls).isEmpty();
        assertThat(owner.cancelled).as("nobody hangs up on the owner").isZero();
    }

    @Test
    void ofAnOwnerThatGivesMoreThanHeadsNoMoreIsRead() {
        startedAt(3);
        clock.pass(Duration.ofSeconds(10));

        probe(head(3), device("a"));

        assertThat(follower.staleness()).isZero();
        assertThat(model.calls).isEmpty();
        assertThat(owner.cancelled).as("only heads are read").isEqualTo(1);
    }

    @Test
    void eventsOnTheirWayAreGivenTimeUntilTheNextProbe() {
        startedAt(3);
        clock.pass(Duration.ofSeconds(10));
        probe(head(5), END);
        accept(4);
        accept(5);
        clock.pass(Duration.ofSeconds(10));

        probe(head(6), END);

        assertThat(follower.staleness()).isEqualTo(Duration.ofSeconds(10));
        assertThat(model.calls).containsExactly("#4", "#5");
    }

    @Test
    void eventsThatNeverCameHaveTheSnapshotReadAgain() {
        startedAt(3);
        probe(head(5), END);
        accept(4);

        probe(head(5), END);
        owner.answer(head(5), device("a"), END);

        assertThat(model.calls).containsExactly("#4", "begin", "a", "commit");
    }

    @Test
    void anOwnerThatForgotHasTheSnapshotReadAgain() {
        startedAt(3);

        probe(END);
        owner.answer(END);

        assertThat(model.calls).containsExactly("begin", "commit");
        accept(1).assertCompleted();
        assertThat(model.calls).contains("#1");
    }

    @Test
    void aProbeThatFailsLeavesTheModelToGrowStale() {
        startedAt(3);
        clock.pass(Duration.ofSeconds(10));

        probe(head(3));

        assertThat(follower.staleness()).isEqualTo(Duration.ofSeconds(10));
        assertThat(model.calls).isEmpty();
    }
}
