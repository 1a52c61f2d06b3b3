// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.presence.BrokerEvent.Connected;
import io.muster.registry.presence.BrokerEvent.Connection;
import io.muster.registry.presence.BrokerEvent.Disconnected;
import io.muster.registry.presence.BrokerEvent.Over;
import io.muster.registry.presence.PresenceMessage.Cut;
import io.muster.registry.presence.PresenceMessage.Heard;
import io.muster.registry.presence.PresenceMessage.Kept;
import io.muster.registry.presence.PresenceMessage.Looked;
import io.muster.registry.presence.PresenceMessage.Offline;
import io.muster.registry.presence.PresenceMessage.Online;
import io.muster.registry.presence.PresenceMessage.Told;
import io.muster.registry.presence.PresenceState.News;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What brokers tell, beside what devices say. */
class BrokerPresenceTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final PresenceState NEW = PresenceState.unknown(NOW);

    @Test
    void aBrokersWordConnectsBeforeAnyBirth() {
        var there = after(NEW, connected(1));
        var born = after(there, online("a"));

        assertThat(there.connected()).isTrue();
        assertThat(there.session()).isEqualTo("c1");
        assertThat(there.newsAfter(NEW)).isEqualTo(News.CHANGED);
        assertThat(born.newsAfter(there)).isEqualTo(News.NONE);
        assertThat(born.session()).isEqualTo("c1");
    }

    @Test
    void aBrokerThatBeginsToTellOfAnOpenSessionTellsNothingNew() {
        var born = after(NEW, online("a"));

        assertThat(after(born, connected(1)).newsAfter(born)).isEqualTo(News.NONE);
    }

    @Test
    void aBrokersWordBeatsTheDevicesOwnOfTheSameSession() {
        var there = after(NEW, connected(1), online("a"));

        assertThat(after(there, lost("a")).connected()).isTrue();
        assertThat(after(there, disconnected(1), online("a")).connected()).isFalse();
        assertThat(after(there, disconnected(1)).contact().reason()).isEqualTo("keepalive");
    }

    @Test
    void case44TheLateEndOfAnOldConnectionNeverWins() {
        var state = after(NEW, connected(1), connected(2), disconnected(1));

        assertThat(state.connected()).isTrue();
        assertThat(state.session()).isEqualTo("c2");
    }

    @Test
    void aBirthThatIsLateBringsNobodyBack() {
        var gone = after(NEW, connected(1), disconnected(1));

        assertThat(gone.after(online("a"), NOW.plusSeconds(59)).connected()).isFalse();
    }

    @Test
    void whereABrokerHasStoppedTellingTheDeviceIsBelievedAgain() {
        var gone = after(NEW, connected(1), disconnected(1));

        var back = gone.after(online("b"), NOW.plusSeconds(61));
        var left = back.after(lost("b"), NOW.plusSeconds(62));

        assertThat(back.connected()).isTrue();
        assertThat(left.connected()).isFalse();
    }

    @Test
    void aBrokerThatIsForgottenHasNotTheLastWord() {
        var there = after(NEW, connected(1), online("a")).withoutBroker();

        assertThat(there.session()).isEqualTo("a");
        assertThat(after(there, lost("a")).connected()).isFalse();
    }

    @Test
    void silenceEndsAConnectionWhoseEndNobodyTold() {
        var born = after(NEW, connected(1), heartbeats("a"));

        var gone = born.after(new Looked(), NOW.plusSeconds(50));
        var back = gone.after(new Heard(), NOW.plusSeconds(60));
        var over = gone.after(told(new Disconnected(connection(1), "late")), NOW.plusSeconds(55));

        assertThat(gone.connected()).isFalse();
        assertThat(back.connected()).isTrue();
        assertThat(over.after(new Heard(), NOW.plusSeconds(60)).connected()).isFalse();
    }

    @Test
    void whoeverIsCutOffDoesNotComeBackByOldWords() {
        var cut = after(NEW, connected(1), online("a"), new Cut("revoked"));

        assertThat(cut.connected()).isFalse();
        assertThat(after(cut, connected(1), online("a"), new Heard()).connected()).isFalse();
        assertThat(after(cut, connected(2)).connected()).isTrue();
    }

    @Test
    void aBrokerThatDoesNotSayWhichConnectionEndedMeansThoseBefore() {
        var there = after(NEW, connected(1), connected(3));

        assertThat(after(there, over(2)).connected()).isTrue();
        assertThat(after(there, over(4)).connected()).isFalse();
        assertThat(after(there, over(4), connected(5)).connected()).isTrue();
        assertThat(after(NEW, over(4), connected(3)).connected()).isFalse();
    }

    @Test
    void aKeptBirthIsUnverifiedUntilSomethingNewIsHeard() {
        var kept = after(NEW, new Kept(heartbeats("a")));

        assertThat(kept.connected()).isTrue();
        assertThat(kept.contact().unverified()).isTrue();
        assertThat(after(kept, heartbeats("a")).contact().unverified()).isFalse();
        assertThat(after(kept, connected(1)).contact().unverified()).isFalse();
        assertThat(kept.after(new Looked(), NOW.plusSeconds(50)).connected()).isFalse();
    }

    @Test
    void aKeptBirthSaysNothingOfWhatIsKnown() {
        var born = after(NEW, online("a"));
        var gone = after(born, lost("a"));
        var told = after(NEW, connected(1), disconnected(1));

        assertThat(after(born, new Kept(online("a")))).isEqualTo(born);
        assertThat(after(gone, new Kept(online("a")))).isEqualTo(gone);
        assertThat(after(told, new Kept(online("b")))).isEqualTo(told);
    }

    @Property
    void whateverOrderABrokerTellsInTheLatestConnectionCounts(
            @ForAll @IntRange(min = 1, max = 6) int connections,
            @ForAll boolean open,
            @ForAll long seed) {
        var state = NEW;
        for (var message : shuffledAndDoubled(connections, open, seed)) {
            state = state.after(message, NOW);
        }

        assertThat(state.connected()).isEqualTo(open);
        assertThat(state.session()).isEqualTo("c" + connections);
    }

    @Property
    void aBrokerWithoutIdsTellsTheSameInWhateverOrder(
            @ForAll @IntRange(min = 1, max = 6) int connections,
            @ForAll boolean open,
            @ForAll long seed) {
        var random = new Random(seed);
        var messages = new ArrayList<PresenceMessage>();
        for (int i = 1; i <= connections; i++) {
            messages.add(connected(2 * i));
            if (i < connections || !open) {
                messages.add(over(2 * i + 1));
            }
        }
        messages.addAll(List.copyOf(messages));
        Collections.shuffle(messages, random);

        assertThat(after(NEW, messages.toArray(PresenceMessage[]::new)).connected())
                .isEqualTo(open);
    }

    /** With the device's own messages among them, which come by another way, early or late. */
    private static List<PresenceMessage> shuffledAndDoubled(
            int connections, boolean open, long seed) {
        var random = new Random(seed);
        var messages = new ArrayList<PresenceMessage>();
        for (int i = 1; i <= connections; i++) {
            boolean ends = i < connections || !open;
            messages.add(connected(i));
            messages.add(online("s" + i));
            if (ends) {
                messages.add(disconnected(i));
                messages.add(lost("s" + i));
            }
        }
        var all = new ArrayList<>(messages);
        messages.stream().filter(_ -> random.nextBoolean()).forEach(all::add);
        Collections.shuffle(all, random);
        return all;
    }

    private static PresenceState after(PresenceState state, PresenceMessage... messages) {
        var result = state;
        for (var message : messages) {
            result = result.after(message, NOW);
        }
        return result;
    }

    private static Connection connection(int number) {
        return new Connection(NOW.plusSeconds(number), "c" + number);
    }

    private static Told told(BrokerEvent event) {
        return new Told("edge", event);
    }

    private static Told connected(int number) {
        return told(new Connected(connection(number)));
    }

    private static Told disconnected(int number) {
        return told(new Disconnected(connection(number), "keepalive"));
    }

    private static Told over(int second) {
        return told(new Over(NOW.plusSeconds(second), "lost"));
    }

    private static Online online(String sid) {
        return new Online(sid, Optional.empty(), Optional.empty());
    }

    private static Online heartbeats(String sid) {
        var every = Optional.of(Duration.ofSeconds(10));
        return new Online(sid, Optional.empty(), Silence.of(every, Optional.empty()));
    }

    private static Offline lost(String sid) {
        return new Offline(sid, "lost");
    }
}
