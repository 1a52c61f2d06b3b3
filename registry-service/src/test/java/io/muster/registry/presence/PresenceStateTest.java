// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.presence.PresenceMessage.Offline;
import io.muster.registry.presence.PresenceMessage.Online;
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
        assertThat(state.reason()).isEqualTo("lost");
        assertThat(state.tellsMoreThan(before)).isTrue();
    }

    @Test
    void theLateWillOfAnOlderSessionNeverWins() {
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
        var said = new Online("a", Optional.of("1.0.0"));

        assertThat(after(NEW, said, online("b")).firmware()).contains("1.0.0");
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
        return new Online(sid, Optional.empty());
    }

    private static Offline lost(String sid) {
        return new Offline(sid, "lost");
    }
}
