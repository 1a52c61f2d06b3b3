// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import static io.muster.platform.channel.ChannelFixture.pause;
import static io.muster.platform.channel.ChannelFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubscriptionsTest {

    private final ChannelFixture fixture = new ChannelFixture();
    private final ScriptedBroker broker = fixture.broker;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aChangedFilterReplacesTheOldOneOnAPersistentSession() {
        open("d/+/+/old", "d/+/+/both").close().toCompletionStage().toCompletableFuture().join();

        open("d/+/+/new", "d/+/+/both");

        assertThat(broker.subscribed).contains("d/+/+/new");
        assertThat(broker.unsubscribed).containsExactly("d/+/+/old");
        assertThat(fixture.memory.filters)
                .containsEntry("svc-up", Set.of("d/+/+/new", "d/+/+/both"));
    }

    @Test
    void whatMayBeSubscribedIsRememberedBeforeTheBrokerAnswers() {
        broker.refusesSubscriptions = true;
        fixture.memory.filters.put("svc-up", Set.of("d/+/+/old"));

        fixture.feed(1, 10, "d/+/+/new").open();

        until(() -> !broker.subscribed.isEmpty());
        assertThat(fixture.memory.filters)
                .containsEntry("svc-up", Set.of("d/+/+/old", "d/+/+/new"));
        assertThat(broker.unsubscribed).isEmpty();
    }

    @Test
    void aRefusedSubscriptionIsTroubleUntilTheBrokerGrantsIt() {
        broker.refusesSubscriptions = true;
        var feed = fixture.feed(1, 10, "d/+/+/up");
        feed.open();

        until(() -> broker.subscribed.size() >= 2);
        assertThat(feed.trouble()).contains("refuses").contains("d/+/+/up");
        broker.refusesSubscriptions = false;

        until(() -> feed.trouble() == null);
        assertThat(broker.connections).hasSize(1);
    }

    @Test
    void aResumedSessionIsNotSubscribedAgain() {
        open("d/+/+/up");

        broker.cut();
        until(() -> broker.connections.size() == 2);
        pause(100);

        assertThat(broker.subscribed).containsExactly("d/+/+/up");
    }

    @Test
    void aSessionThatTheBrokerLostIsSubscribedAgain() {
        open("d/+/+/up");
        broker.keepsSession = false;

        broker.cut();

        until(() -> broker.subscribed.size() == 2);
    }

    private IncomingFeed open(String... filters) {
        var feed = fixture.feed(1, 10, filters);
        feed.open();
        until(() -> feed.trouble() == null);
        return feed;
    }
}
