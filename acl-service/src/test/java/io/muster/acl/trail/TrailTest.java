// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.trail;

import static io.muster.acl.policy.Policies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Reason;
import io.muster.acl.policy.Policies;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrailTest {

    private static final Caller DEVICE = Policies.device("acme", "dev-1");

    private static Decided refused(String clientId, @Nullable Caller caller, String topic) {
        return new Decided(
                NOW,
                DEVICE.subject().tenant(),
                "b",
                clientId,
                caller,
                new Publish(topic, Retain.NO, 0),
                Reason.NO_MATCH,
                null);
    }

    @Test
    void theNewestComeFirstAndTheOldestMakeRoom() {
        var trail = new Trail(3, 1);
        IntStream.range(0, 5).forEach(i -> trail.add(refused("c" + i, DEVICE, "a")));

        assertThat(trail.latest(_ -> true, 10))
                .extracting(Decided::clientId)
                .containsExactly("c4", "c3", "c2");
        assertThat(trail.latest(_ -> true, 1)).hasSize(1);
        assertThat(trail.latest(decided -> decided.clientId().equals("c2"), 5)).hasSize(1);
    }

    @Test
    void everyRefusalIsKeptAndASampleOfTheRest() {
        var trail = new Trail(10, 4);

        assertThat(IntStream.range(0, 8).filter(_ -> trail.wants(true)).count()).isEqualTo(2);
        assertThat(IntStream.range(0, 8).filter(_ -> trail.wants(false)).count()).isEqualTo(8);
    }

    @Test
    void manyWritersLoseNothingOfWhatThereIsRoomFor() throws Exception {
        var trail = new Trail(4_000, 1);
        try (var writers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4_000; i++) {
                var id = "c" + i;
                writers.execute(() -> trail.add(refused(id, DEVICE, "a")));
            }
            writers.shutdown();
            assertThat(writers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(trail.latest(_ -> true, 5_000))
                .extracting(Decided::clientId)
                .doesNotHaveDuplicates()
                .hasSize(4_000);
    }

    @Test
    void aSecondLookSeesWhatTheFirstHasNotSeen() {
        var trail = new Trail(3, 1);
        IntStream.range(0, 2).forEach(i -> trail.add(refused("c" + i, DEVICE, "a")));
        var first = trail.since(0, _ -> true, 10);
        IntStream.range(2, 7).forEach(i -> trail.add(refused("c" + i, DEVICE, "a")));
        var second = trail.since(first.position(), _ -> true, 2);
        var third = trail.since(second.position(), _ -> true, 2);

        assertThat(first.decisions()).extracting(Decided::clientId).containsExactly("c0", "c1");
        assertThat(first.lost()).isZero();
        assertThat(second.decisions()).extracting(Decided::clientId).containsExactly("c4", "c5");
        assertThat(second.lost()).isEqualTo(2);
        assertThat(third.decisions()).extracting(Decided::clientId).containsExactly("c6");
        assertThat(trail.since(third.position(), _ -> true, 2).decisions()).isEmpty();
    }

    @Test
    void aReplayTellsWhatAChangeWouldChange() {
        var trail = new Trail(10, 1);
        trail.add(refused("dev-1", DEVICE, "a"));
        trail.add(refused("dev-1", DEVICE, "b"));
        trail.add(refused("stranger", null, "a"));
        var current = Policies.set();
        var candidate = Policies.set("'effect':'allow','actions':['publish'],'resource':'a'");

        var replay = Replay.of(trail.latest(_ -> true, 10), current, candidate);

        assertThat(replay.replayed()).isEqualTo(2);
        assertThat(replay.changed())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.decided().ask()).isEqualTo(new Publish("a", Retain.NO, 0));
                    assertThat(change.current().allowed()).isFalse();
                    assertThat(change.candidate().allowed()).isTrue();
                });
    }
}
