// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import static io.muster.platform.channel.ChannelFixture.handle;
import static io.muster.platform.channel.ChannelFixture.pause;
import static io.muster.platform.channel.ChannelFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IncomingFeedTest {

    private static final int LANES = 8;
    private static final String FILTER = "d/+/+/up";

    private final ChannelFixture fixture = new ChannelFixture();
    private final ScriptedBroker broker = fixture.broker;
    private final List<String> handled = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void acknowledgesOnlyAfterTheHandler() {
        var work = new Work();
        open(100, work::begin);

        broker.deliver("d/t/dev1/up", "a");

        until(() -> work.begun.contains("a"));
        pause(200);
        assertThat(broker.acknowledged).isEmpty();
        work.succeed("a");
        until(() -> broker.acknowledged.equals(List.of("a")));
    }

    @Test
    void handlesMessagesOfOneTopicSideBySideWhereNothingHasToStayInOrder() {
        var work = new Work();
        var feed = fixture.unordered(LANES, 100, "events/+/registry/changed");
        handle(feed, LANES, work::begin);
        feed.open();

        IntStream.range(0, LANES)
                .forEach(i -> broker.deliver("events/t/registry/changed", "m" + i));

        until(() -> work.begun.size() == LANES);
        IntStream.range(0, LANES).forEach(i -> work.succeed("m" + i));
        until(() -> broker.unacknowledged() == 0);
    }

    @Test
    void losesNothingThatIsRedeliveredBeforeTheStreamIsSubscribed() {
        IntStream.range(0, 20).forEach(i -> broker.deliver(device(i), "m" + i));
        var feed = fixture.feed(LANES, 100, FILTER);
        feed.open();
        until(() -> fixture.inflight("up") == 20);
        pause(100);

        handle(feed, LANES, this::done);

        until(() -> broker.unacknowledged() == 0);
        assertThat(handled).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void neitherFailsNorBuffersNorLosesWhenMoreComesThanItHolds() {
        var work = new Work();
        var most = new AtomicInteger();
        open(10, work::begin);

        IntStream.range(0, 200).forEach(i -> broker.deliver(device(i % 7), "m" + i));
        until(() -> fixture.count("up", "deferred") > 0);
        work.succeedFromNowOn(() -> most.accumulateAndGet((int) fixture.inflight("up"), Math::max));

        until(() -> broker.unacknowledged() == 0);
        assertThat(Set.copyOf(work.begun)).hasSize(200);
        assertThat(most.get()).isLessThanOrEqualTo(10);
        assertThat(broker.connections.size()).isGreaterThan(1);
        inOrderPerDevice(work.begun);
    }

    @Test
    void triesAFailedMessageAgainBeforeThoseBehindIt() {
        var failures = new AtomicInteger(3);
        open(
                100,
                m ->
                        m.text().equals("a") && failures.getAndDecrement() > 0
                                ? Uni.createFrom().failure(new IllegalStateException("no database"))
                                : done(m));

        broker.deliver("d/t/dev1/up", "a");
        broker.deliver("d/t/dev1/up", "b");

        until(() -> broker.unacknowledged() == 0);
        assertThat(handled).containsExactly("a", "b");
        assertThat(fixture.count("up", "failed")).isEqualTo(3);
        assertThat(broker.connections).hasSize(1);
    }

    @Test
    void acknowledgesOtherDevicesWhileOneKeepsFailing() {
        open(
                100,
                m ->
                        m.topic().equals("d/t/dev1/up")
                                ? Uni.createFrom().failure(new IllegalStateException("never"))
                                : done(m));

        broker.deliver("d/t/dev1/up", "bad");
        broker.deliver("d/t/dev2/up", "good");

        until(() -> broker.acknowledged.equals(List.of("good")));
        assertThat(broker.unacknowledged()).isEqualTo(1);
    }

    @Test
    void survivesAHandlerThatThrows() {
        var calls = new AtomicInteger();
        open(
                100,
                m -> {
                    if (calls.getAndIncrement() == 0) {
                        throw new IllegalArgumentException("a defect");
                    }
                    return done(m);
                });

        broker.deliver("d/t/dev1/up", "a");

        until(() -> broker.acknowledged.equals(List.of("a")));
    }

    @Test
    void parksAMessageThatOurOwnDefectMeetsEveryTime() {
        open(
                100,
                m ->
                        m.text().equals("bad")
                                ? Uni.createFrom().failure(new NullPointerException("a defect"))
                                : done(m));

        broker.deliver("d/t/dev1/up", "bad");
        broker.deliver("d/t/dev1/up", "good");

        until(() -> broker.acknowledged.equals(List.of("bad", "good")));
        assertThat(handled).containsExactly("good");
        assertThat(fixture.parked).singleElement().asString().startsWith("bad: the handler failed");
        assertThat(fixture.count("up", "failed")).isEqualTo(5);
    }

    @Test
    void neverParksWhatADependencyCouldNotTake() {
        var failures = new AtomicInteger(8);
        open(
                100,
                m ->
                        failures.getAndDecrement() > 0
                                ? Uni.createFrom().failure(new IllegalStateException("no database"))
                                : done(m));

        broker.deliver("d/t/dev1/up", "a");

        until(() -> broker.acknowledged.equals(List.of("a")));
        assertThat(fixture.parked).isEmpty();
    }

    @Test
    void doesNotLetASlowMessageHoldBackMoreAcknowledgementsThanTheBuffer() {
        var work = new Work();
        open(10, m -> m.text().equals("slow") ? work.begin(m) : done(m));

        broker.deliver("d/t/dev1/up", "slow");
        until(() -> work.begun.size() == 1);
        IntStream.range(0, 30)
                .forEach(i -> {
                    broker.deliver("d/t/dev2/up", "m" + i);
                    until(() -> handled.contains("m" + i));
                });

        until(() -> broker.acknowledged.size() == 30);
        work.succeed("slow");
        until(() -> broker.acknowledged.getLast().equals("slow"));
        assertThat(broker.connections).hasSize(1);
    }

    @Test
    void acknowledgesInTheOrderOfArrival() {
        var work = new Work();
        open(100, work::begin);

        broker.deliver("d/t/dev1/up", "first");
        broker.deliver("d/t/dev2/up", "second");
        until(() -> work.begun.size() == 2);
        work.succeed("second");
        pause(100);
        assertThat(broker.acknowledged).isEmpty();
        work.succeed("first");

        until(() -> broker.acknowledged.equals(List.of("first", "second")));
    }

    @Test
    void neverAcknowledgesOnALaterConnection() {
        var work = new Work();
        open(100, work::begin);
        broker.deliver("d/t/dev1/up", "a");
        until(() -> work.begun.size() == 1);

        broker.cut();
        until(() -> broker.connections.size() == 2);
        work.succeed("a");
        until(() -> work.begun.size() == 2);
        assertThat(broker.acknowledged).isEmpty();
        work.succeed("a");

        until(() -> broker.acknowledged.equals(List.of("a")));
    }

    @Test
    void letsGoOfWhatTheBrokerSendsAgain() {
        var work = new Work();
        open(100, work::begin);
        IntStream.range(0, 5).forEach(i -> broker.deliver("d/t/dev1/up", "m" + i));
        until(() -> fixture.inflight("up") == 5);

        broker.cut();
        until(() -> broker.connections.size() == 2 && fixture.inflight("up") == 6);
        work.succeedFromNowOn(() -> {});

        until(() -> broker.unacknowledged() == 0);
        assertThat(work.begun).containsExactly("m0", "m0", "m1", "m2", "m3", "m4");
    }

    @Test
    void keepsWhatABrokerThatLostTheSessionWillNotSendAgain() {
        broker.keepsSession = false;
        var work = new Work();
        open(100, work::begin);
        IntStream.range(0, 4).forEach(i -> broker.deliver("d/t/dev1/up", "m" + i));
        until(() -> fixture.inflight("up") == 4);

        broker.cut();
        until(() -> broker.connections.size() == 2);
        work.succeedFromNowOn(() -> {});

        until(() -> work.begun.equals(List.of("m0", "m1", "m2", "m3")));
        assertThat(broker.acknowledged).isEmpty();
    }

    @Test
    void countsWhatItDropsOfMessagesThatNobodyPromisedToDeliver() {
        var work = new Work();
        open(8, work::begin);

        IntStream.range(0, 20).forEach(i -> broker.mention("d/t/dev1/up", "m" + i));

        until(() -> fixture.count("up", "dropped") == 12);
        assertThat(fixture.inflight("up")).isEqualTo(8);
        assertThat(broker.connections).hasSize(1);
    }

    @Test
    void handlesDevicesSideBySideAndOneDeviceInOrder() {
        var work = new Work();
        open(100, work::begin);

        broker.deliver("d/t/dev1/up", "1a");
        broker.deliver("d/t/dev1/up", "1b");
        broker.deliver("d/t/dev2/up", "2a");

        until(() -> work.begun.containsAll(List.of("1a", "2a")));
        pause(50);
        assertThat(work.begun).doesNotContain("1b");
        work.succeedFromNowOn(() -> {});
        until(() -> work.begun.contains("1b"));
    }

    @Test
    void readsMessagesLargerThanTheClientsDefault() {
        open(100, this::done);
        var large = "x".repeat(500_000);

        broker.deliver("d/t/dev1/up", large);

        until(() -> handled.equals(List.of(large)));
    }

    @Test
    void endsWithTheWorkInHandDoneAndAcknowledged() {
        var work = new Work();
        var feed = open(100, work::begin);
        broker.deliver("d/t/dev1/up", "in hand");
        broker.deliver("d/t/dev1/up", "waiting");
        until(() -> fixture.inflight("up") == 2);

        var end = feed.close().toCompletionStage().toCompletableFuture();
        until(() -> fixture.inflight("up") == 1);
        broker.deliver("d/t/dev2/up", "late");
        pause(100);
        assertThat(end).isNotDone();
        work.succeed("in hand");
        end.join();

        until(() -> broker.goodbyes.equals(List.of("svc-up")));
        assertThat(broker.acknowledged).containsExactly("in hand");
        assertThat(work.begun).containsExactly("in hand");
        assertThat(feed.trouble()).isEqualTo("closed");
    }

    @Test
    void endsAtOnceWhileAFailedMessageRests() {
        var feed =
                open(100, _ -> Uni.createFrom().failure(new IllegalStateException("no database")));
        broker.deliver("d/t/dev1/up", "a");
        until(() -> fixture.count("up", "failed") > 0);

        feed.close().toCompletionStage().toCompletableFuture().join();

        assertThat(broker.acknowledged).isEmpty();
    }

    private IncomingFeed open(int buffer, Function<DeviceMessage, Uni<Void>> handler) {
        return fixture.open(LANES, buffer, FILTER, handler);
    }

    private Uni<Void> done(DeviceMessage message) {
        handled.add(message.text());
        return Uni.createFrom().voidItem();
    }

    private static String device(int number) {
        return "d/t/dev" + number + "/up";
    }

    /** A message may come again, but never an older one after a newer one came for good. */
    private static void inOrderPerDevice(List<String> begun) {
        for (int device = 0; device < 7; device++) {
            int which = device;
            var last =
                    begun.reversed().stream()
                            .map(m -> Integer.parseInt(m.substring(1)))
                            .filter(n -> n % 7 == which)
                            .distinct()
                            .toList();
            assertThat(last.reversed()).isSorted();
        }
    }
}
