// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import static io.muster.platform.channel.ChannelFixture.pause;
import static io.muster.platform.channel.ChannelFixture.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutgoingQueueTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ChannelFixture fixture = new ChannelFixture();
    private final ScriptedBroker broker = fixture.broker;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void confirmsASendOnlyWhenTheBrokerDoes() {
        broker.confirms = false;
        var send = send(open(100, LONG), "a");

        until(() -> broker.received.equals(List.of("a")));
        pause(200);
        assertThat(send).isNotDone();
        broker.confirm(1);

        send.join();
    }

    @Test
    void holdsFarMoreThanTenUnconfirmedSends() {
        broker.confirms = false;
        var queue = open(1_000, LONG);

        var sends = IntStream.range(0, 500).mapToObj(i -> send(queue, "m" + i)).toList();

        until(() -> broker.received.size() == 500);
        assertThat(sends).noneMatch(CompletableFuture::isDone);
        IntStream.rangeClosed(1, 500).forEach(broker::confirm);
        sends.forEach(CompletableFuture::join);
    }

    @Test
    void waitsWithASendWhileTheWindowIsFull() {
        broker.confirms = false;
        var queue = open(3, LONG);
        var sends = IntStream.range(0, 5).mapToObj(i -> send(queue, "m" + i)).toList();

        until(() -> broker.received.size() == 3);
        pause(100);
        assertThat(broker.received).hasSize(3);
        IntStream.rangeClosed(1, 3).forEach(broker::confirm);
        until(() -> broker.received.size() == 5);
        IntStream.rangeClosed(4, 5).forEach(broker::confirm);

        sends.forEach(CompletableFuture::join);
        assertThat(broker.received).containsExactly("m0", "m1", "m2", "m3", "m4");
    }

    @Test
    void sendsAgainInOrderWhatALostConnectionLeftUnconfirmed() {
        broker.confirms = false;
        var queue = open(2, LONG);
        var sends = IntStream.range(0, 4).mapToObj(i -> send(queue, "m" + i)).toList();
        until(() -> broker.received.size() == 2);

        broker.confirms = true;
        broker.cut();

        sends.forEach(CompletableFuture::join);
        assertThat(broker.received).containsExactly("m0", "m1", "m0", "m1", "m2", "m3");
    }

    @Test
    void failsASendThatIsNotConfirmedInTime() {
        broker.confirms = false;
        var send = send(open(100, Duration.ofMillis(200)), "a");

        assertThatThrownBy(send::join)
                .hasCauseInstanceOf(TimeoutException.class)
                .hasMessageContaining("d/t/dev/down");
    }

    @Test
    void doesNotSendAgainWhatHasFailedMeanwhile() {
        broker.confirms = false;
        var queue = open(100, Duration.ofMillis(200));
        var failed = send(queue, "given up");
        assertThatThrownBy(failed::join).hasCauseInstanceOf(TimeoutException.class);

        broker.confirms = true;
        broker.cut();
        send(queue, "next").join();

        assertThat(broker.received).containsExactly("given up", "next");
    }

    @Test
    void givesUpBeforeItIsSentWhatMayNotWaitThatLong() {
        var queue = fixture.queue(100, LONG);
        var brief =
                queue.send(
                                DeviceMessage.of("d/t/dev/down", "brief".getBytes(UTF_8))
                                        .within(Duration.ofMillis(50)))
                        .subscribeAsCompletionStage();
        var patient = send(queue, "patient");
        assertThatThrownBy(brief::join).hasCauseInstanceOf(TimeoutException.class);

        queue.open();

        patient.join();
        assertThat(broker.received).containsExactly("patient");
    }

    @Test
    void keepsASendUntilThereIsAConnection() {
        var queue = fixture.queue(100, LONG);
        var send = send(queue, "early");
        pause(50);
        assertThat(send).isNotDone();

        queue.open();

        send.join();
    }

    @Test
    void failsATopicThatNobodyCanPublishTo() {
        var send = sendTo(open(100, LONG), "d/+/dev/down", "a");

        assertThatThrownBy(send::join).hasMessageContaining("Invalid Topic Name");
    }

    /** It would end the connection, and be sent again first thing on the next. */
    @Test
    void dropsWhatTheBrokerWouldEndTheConnectionForAndGoesOn() {
        var queue = open(100, LONG);

        var large = send(queue, "x".repeat(1_048_576));

        assertThatThrownBy(large::join).hasCauseInstanceOf(MessageTooLargeException.class);
        send(queue, "next").join();
        assertThat(broker.received).containsExactly("next");
        assertThat(fixture.count("down", "too_large")).isEqualTo(1);
    }

    /**
     * RabbitMQ would deliver it as {@code d/t/dev/1/down}, to those who listen below {@code dev}.
     */
    @Test
    void keepsBackWhatTheBrokerWouldBringToAnotherDevice() {
        fixture.dotsAreSlashes = true;
        var queue = open(100, LONG);

        sendTo(queue, "d/t/dev.1/down", "withheld").join();
        sendTo(queue, "events/t/registry/device.created", "event").join();
        send(queue, "down").join();

        assertThat(broker.received).containsExactly("event", "down");
    }

    @Test
    void sendsToDevicesWithDotsWhereTheBrokerTellsThemFromSlashes() {
        sendTo(open(100, LONG), "d/t/dev.1/down", "sent").join();

        assertThat(broker.received).containsExactly("sent");
    }

    @Test
    void endsWhenTheLastSendIsConfirmed() {
        broker.confirms = false;
        var queue = open(100, LONG);
        var send = send(queue, "last");
        until(() -> broker.received.size() == 1);

        var end = queue.close().toCompletionStage().toCompletableFuture();
        pause(50);
        assertThat(end).isNotDone();
        assertThatThrownBy(() -> send(queue, "too late").join())
                .hasCauseInstanceOf(ChannelBusyException.class);
        broker.confirm(1);

        end.join();
        send.join();
        until(() -> broker.goodbyes.size() == 1);
    }

    private OutgoingQueue open(int window, Duration patience) {
        var queue = fixture.queue(window, patience);
        queue.open();
        until(() -> queue.trouble() == null);
        return queue;
    }

    private static CompletableFuture<Void> send(OutgoingQueue queue, String payload) {
        return sendTo(queue, "d/t/dev/down", payload);
    }

    private static CompletableFuture<Void> sendTo(
            OutgoingQueue queue, String topic, String payload) {
        return queue.send(DeviceMessage.of(topic, payload.getBytes(UTF_8)))
                .subscribeAsCompletionStage();
    }
}
