// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.presence.PresenceMessage.Heard;
import io.muster.registry.presence.PresenceMessage.Looked;
import io.muster.registry.presence.PresenceMessage.Offline;
import io.muster.registry.presence.PresenceMessage.Online;
import io.muster.registry.presence.PresenceState.News;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PresenceStateTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final PresenceState NEW = PresenceState.unknown(NOW);

    @Test
    void aBirthConnects() {
        var state = after(NEW, online("a"));

        assertThat(state.connected()).isTrue();
        assertThat(state.session()).isEqualTo("a");
        assertThat(state.tellsMoreThan(NEW)).isTrue();
    }

    @Test
    void theWillOfTheCurrentSessionDisconnects() {
        var before = after(NEW, online("a"));

        var state = after(before, lost("a"));

        assertThat(state.connected()).isFalse();
        assertThat(state.contact().reason()).isEqualTo("lost");
        assertThat(state.tellsMoreThan(before)).isTrue();
    }

    @Test
    void case44TheLateWillOfAnOlderSessionNeverWins() {
        var before = after(NEW, online("a"), online("b"));

        var state = after(before, lost("a"));

        assertThat(state).isEqualTo(before);
    }

    @Test
    void aWillThatOvertakesItsBirthIsRemembered() {
        var state = after(NEW, online("a"), lost("b"), online("b"));

        assertThat(state.connected()).isTrue();
        assertThat(state.session()).isEqualTo("a");
    }

    @Test
    void aRepeatedMessageTellsNothing() {
        var connected = after(NEW, online("a"));
        var gone = after(connected, lost("a"));

        assertThat(after(connected, online("a")).tellsMoreThan(connected)).isFalse();
        assertThat(after(gone, lost("a"))).isEqualTo(gone);
        assertThat(after(gone, online("a"))).isEqualTo(gone);
    }

    @Test
    void aNewSessionOfAConnectedDeviceIsTold() {
        var before = after(NEW, online("a"));

        assertThat(after(before, online("b")).tellsMoreThan(before)).isTrue();
    }

    @Test
    void aWillBeforeAnythingElseTellsNothing() {
        assertThat(after(NEW, lost("a")).tellsMoreThan(NEW)).isFalse();
    }

    @Test
    void lastSeenNeverMovesBack() {
        var state = after(NEW, online("a"));

        assertThat(state.after(online("b"), NOW.minusSeconds(5)).lastSeenAt()).isEqualTo(NOW);
    }

    @Test
    void theFirmwareOfTheLastBirthThatSaidItIsKept() {
        var said = new Online("a", Optional.of("1.0.0"), Optional.empty());

        assertThat(after(NEW, said, online("b")).firmware()).contains("1.0.0");
    }

    @Test
    void case45ASilentDeviceIsStaleThenGoneAndBackWithItsNextHeartbeat() {
        var born = after(NEW, heartbeats("a", Duration.ofSeconds(10)));

        var early = born.after(new Looked(), NOW.plusMillis(24_999));
        var stale = born.after(new Looked(), NOW.plusSeconds(25));
        var late = stale.after(new Looked(), NOW.plusMillis(49_999));
        var gone = stale.after(new Looked(), NOW.plusSeconds(50));
        var back = gone.after(new Heard(), NOW.plusSeconds(60));

        assertThat(born.nextLook()).contains(NOW.plusSeconds(25));
        assertThat(early).isEqualTo(born);
        assertThat(stale.connected()).isTrue();
        assertThat(stale.contact().stale()).isTrue();
        assertThat(stale.nextLook()).contains(NOW.plusSeconds(50));
        assertThat(late).isEqualTo(stale);
        assertThat(gone.connected()).isFalse();
        assertThat(gone.contact().reason()).isEqualTo("timeout");
        assertThat(gone.nextLook()).isEmpty();
        assertThat(gone.newsAfter(stale)).isEqualTo(News.CHANGED);
        assertThat(back.connected()).isTrue();
        assertThat(back.session()).isEqualTo("a");
        assertThat(back.lastSeenAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aHeartbeatThatIsLaterThanTheWillBringsNobodyBack() {
        var gone = after(NEW, heartbeats("a", Duration.ofSeconds(10)), lost("a"));

        assertThat(gone.after(new Heard(), NOW.plusSeconds(1))).isEqualTo(gone);
    }

    @Test
    void theWillOfADeviceThatWasOnlySilentEndsItsSession() {
        var gone =
                after(NEW, heartbeats("a", Duration.ofSeconds(10)))
                        .after(new Looked(), NOW.plusSeconds(50))
                        .after(lost("a"), NOW.plusSeconds(51));

        assertThat(gone.after(new Heard(), NOW.plusSeconds(52)).connected()).isFalse();
    }

    @Test
    void theBirthOfASilentSessionIsNoNewSession() {
        var gone =
                after(NEW, heartbeats("a", Duration.ofSeconds(10)))
                        .after(new Looked(), NOW.plusSeconds(50));

        var back = gone.after(heartbeats("a", Duration.ofSeconds(10)), NOW.plusSeconds(51));

        assertThat(back.connected()).isTrue();
        assertThat(back.sessions().ended()).isEmpty();
    }

    @Test
    void aDeviceThatNamesNoIntervalMayBeSilentForEver() {
        var state = after(NEW, online("a"));

        assertThat(state.nextLook()).isEmpty();
        assertThat(state.after(new Looked(), NOW.plusSeconds(1_000_000))).isEqualTo(state);
    }

    @Test
    void fiveChangesInAMinuteAreToldOnceAndTheirOutcomeWhenItIsCalm() {
        var told = new ArrayList<News>();
        var state = NEW;
        for (int i = 0; i < 10; i++) {
            var next = state.after(online(Integer.toString(i)), NOW.plusSeconds(i));
            told.add(next.newsAfter(state));
            state = next;
        }
        var restless = state.after(new Looked(), NOW.plusSeconds(68));
        var calm = state.after(new Looked(), NOW.plusSeconds(69));

        assertThat(told.subList(0, 5))
                .containsExactly(
                        News.CHANGED, News.CHANGED, News.CHANGED, News.CHANGED, News.FLAPPING);
        assertThat(told.subList(5, 10)).containsOnly(News.NONE);
        assertThat(state.nextLook()).contains(NOW.plusSeconds(69));
        assertThat(restless.newsAfter(state)).isEqualTo(News.NONE);
        assertThat(calm.newsAfter(state)).isEqualTo(News.CHANGED);
        assertThat(calm.nextLook()).isEmpty();
    }

    @Test
    void fourChangesInAMinuteAreEachTold() {
        var state = NEW;
        for (int i = 0; i < 20; i++) {
            var next = state.after(online(Integer.toString(i)), NOW.plusSeconds(i * 15L));
            assertThat(next.newsAfter(state)).isEqualTo(News.CHANGED);
            state = next;
        }
    }

    private static Online heartbeats(String sid, Duration interval) {
        return new Online(
                sid, Optional.empty(), Silence.of(Optional.of(interval), Optional.empty()));
    }

    @Property
    void whenAllSessionsAreOverTheDeviceIsGoneInWhateverOrderItWasHeard(
            @ForAll @IntRange(min = 1, max = 6) int sessions, @ForAll long seed) {
        var state = NEW;
        for (var message : shuffledAndDoubled(sessions, seed)) {
            state = state.after(message, NOW);
        }

        assertThat(state.connected()).isFalse();
    }

    /** Each message once or twice, in any order, as redelivery to several replicas may do. */
    private static List<PresenceMessage> shuffledAndDoubled(int sessions, long seed) {
        var random = new Random(seed);
        var messages = new ArrayList<PresenceMessage>();
        IntStream.range(0, sessions)
                .mapToObj(Integer::toString)
                .forEach(sid -> {
                    messages.add(online(sid));
                    messages.add(lost(sid));
                    if (random.nextBoolean()) {
                        messages.add(online(sid));
                        messages.add(lost(sid));
                    }
                });
        Collections.shuffle(messages, random);
        return messages;
    }

    private static PresenceState after(PresenceState state, PresenceMessage... messages) {
        var result = state;
        for (var message : messages) {
            result = result.after(message, NOW);
        }
        return result;
    }

    private static Online online(String sid) {
        return new Online(sid, Optional.empty(), Optional.empty());
    }

    private static Offline lost(String sid) {
        return new Offline(sid, "lost");
    }
}
