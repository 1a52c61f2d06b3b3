// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import static io.muster.platform.channel.ChannelFixture.pause;
import static io.muster.platform.channel.ChannelFixture.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages that come into a channel by another way than its broker. */
@Timeout(60)
class PushTest {

    private static final int LANES = 8;
    private static final String FILTER = "d/+/+/up";

    private final ChannelFixture fixture = new ChannelFixture();
    private final List<String> handled = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aPushReachesTheSameHandler() {
        var feed = open(100, this::done);

        feed.push(DeviceMessage.of("d/t/dev1/up", "pushed".getBytes(UTF_8)))
                .await()
                .atMost(Duration.ofSeconds(5));

        assertThat(handled).containsExactly("pushed");
    }

    @Test
    void aPushFailsWithItsHandlerAndIsNotTriedAgain() {
        var calls = new AtomicInteger();
        var feed =
                open(
                        100,
                        _ -> {
                            calls.incrementAndGet();
                            return Uni.createFrom().failure(new IllegalStateException("no"));
                        });
        var push = feed.push(DeviceMessage.of("d/t/dev1/up", new byte[0]));

        assertThatThrownBy(() -> push.await().atMost(Duration.ofSeconds(5)))
                .isInstanceOf(IllegalStateException.class);
        pause(150);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aPushIsTurnedAwayWhenTheChannelIsFull() {
        var work = new Work();
        var feed = open(8, work::begin);
        IntStream.range(0, 8).forEach(i -> fixture.broker.deliver("d/t/dev" + i + "/up", "m" + i));
        until(() -> fixture.inflight("up") == 8);
        var push = feed.push(DeviceMessage.of("d/t/dev1/up", new byte[0]));

        assertThatThrownBy(() -> push.await().atMost(Duration.ofSeconds(5)))
                .isInstanceOf(ChannelBusyException.class);
    }

    private IncomingFeed open(int buffer, Function<DeviceMessage, Uni<Void>> handler) {
        return fixture.open(LANES, buffer, FILTER, handler);
    }

    private Uni<Void> done(DeviceMessage message) {
        handled.add(message.text());
        return Uni.createFrom().voidItem();
    }
}
