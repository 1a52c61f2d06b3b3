// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.muster.shadow.json.Pointer;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
    private static final Timing HOUR = timing(null, Duration.ofHours(1));

    @Test
    void whatIsWrittenWithATimeEnds() {
        var table = Timetable.EMPTY.written(at("/a", "/b/c"), HOUR, NOW);

        assertThat(table.next()).contains(NOW.plusSeconds(3_600));
        assertThat(table.due(NOW.plusSeconds(3_599)).isEmpty()).isTrue();
        assertThat(table.due(NOW.plusSeconds(3_600)).ended())
                .containsOnlyKeys(pointer("/a"), pointer("/b/c"));
    }

    @Test
    void whatIsRemovedDoesNotEnd() {
        var removed = new TreeMap<Pointer, JsonNode>();
        removed.put(pointer("/a"), NullNode.getInstance());

        assertThat(Timetable.EMPTY.written(removed, HOUR, NOW).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/b/c,true", "/b,true", "/b/c/d,true", "/b/cd,false", "/a,false", "/b/x,false"})
    void theLastWordDecidesOverAMemberWhole(String written, boolean takenBack) {
        var table =
                Timetable.EMPTY
                        .written(at("/b/c"), HOUR, NOW)
                        .planned(at("/b/c"), timing(NOW.plusSeconds(60), null), NOW);

        var after = table.written(at(written), Timing.ALWAYS, NOW);

        assertThat(after.isEmpty()).isEqualTo(takenBack);
    }

    @Test
    void aPlanLeavesTheEndOfWhatIsThereUntilItBegins() {
        var table =
                Timetable.EMPTY
                        .written(at("/a"), HOUR, NOW)
                        .planned(at("/a"), timing(NOW.plusSeconds(60), null), NOW);
        assertThat(table.ends()).containsOnlyKeys(pointer("/a"));

        var later = NOW.plusSeconds(60);
        var after = table.after(table.due(later), later);

        assertThat(after.isEmpty()).isTrue();
    }

    @Test
    void whatBeginsLaterEndsLater() {
        var timing = timing(NOW.plusSeconds(60), Duration.ofSeconds(10));
        var table = Timetable.EMPTY.planned(at("/a"), timing, NOW);
        assertThat(table.bytes()).isPositive();

        var begin = NOW.plusSeconds(60);
        var running = table.after(table.due(begin), begin);

        assertThat(running.plans()).isEmpty();
        assertThat(running.next()).contains(begin.plusSeconds(10));
    }

    @Test
    void aPastBeginningDoesNotWait() {
        assertThat(timing(NOW, null).waits(NOW)).isFalse();
        assertThat(timing(NOW.plusMillis(1), null).waits(NOW)).isTrue();
    }

    @Test
    void timesBeyondAllReasonAreBounded() {
        var timing = timing(Instant.MAX, Duration.ofSeconds(Long.MAX_VALUE));

        var table = Timetable.EMPTY.planned(at("/a"), timing, NOW);

        var begin = table.next().orElseThrow();
        assertThat(table.after(table.due(begin), begin).next()).isPresent();
    }

    @Test
    void aTimeToLiveIsPositive() {
        assertThatThrownBy(() -> timing(null, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> timing(null, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Timing timing(Instant notBefore, Duration ttl) {
        return new Timing(Optional.ofNullable(notBefore), Optional.ofNullable(ttl));
    }

    private static NavigableMap<Pointer, JsonNode> at(String... places) {
        var members = new TreeMap<Pointer, JsonNode>();
        for (var place : places) {
            members.put(pointer(place), BooleanNode.TRUE);
        }
        return members;
    }

    private static Pointer pointer(String text) {
        return Pointer.parse(text).orElseThrow();
    }
}
