// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckerTest {

    private static final int UPDATES = 10;

    private final History history = new History();
    private final List<Update> updates =
            IntStream.rangeClosed(1, UPDATES).mapToObj(n -> new Update("dev-1", n)).toList();

    @Test
    void everythingKeptIsOk() {
        perfectRun();

        assertThat(check(all())).isEqualTo(new Verdict(UPDATES, 0, 0, 0, 0));
        assertThat(check(all()).ok(UPDATES)).isTrue();
    }

    @Test
    void aConfirmedUpdateThatIsNotThereIsLost() {
        perfectRun();

        var shown = new Shown(9, without(4), 10);

        assertThat(check(shown).lost()).isOne();
        assertThat(check(shown).ok(UPDATES)).isFalse();
    }

    @Test
    void aLossOfWhatWasPromisedToNobodyIsNone() {
        updates.forEach(history::sent);
        updates.stream().filter(update -> update.number() != 4).forEach(this::keep);

        var verdict = check(new Shown(9, without(4), 10));

        assertThat(verdict).isEqualTo(new Verdict(UPDATES - 1, 0, 0, 0, 0));
        assertThat(verdict.ok(UPDATES)).isFalse();
    }

    @Test
    void moreVersionsThanUpdatesAreDuplicates() {
        perfectRun();

        assertThat(check(new Shown(12, marks(), 10)).duplicated()).isEqualTo(2);
    }

    @Test
    void twoVersionsForOneUpdateAreADuplicate() {
        perfectRun();
        history.accepted(updates.get(3), 11);

        assertThat(check(new Shown(11, marks(), 10)).duplicated()).isOne();
    }

    @Test
    void theSameAnswerTwiceIsNoDuplicate() {
        perfectRun();
        history.accepted(updates.get(3), 4);

        assertThat(check(all()).duplicated()).isZero();
    }

    @Test
    void versionsOutOfOrderAreSeen() {
        updates.forEach(history::sent);
        updates.forEach(history::confirmed);
        updates.forEach(update ->
                history.accepted(
                        update,
                        update.number() == 3 ? 4 : update.number() == 4 ? 3 : update.number()));

        assertThat(check(all()).reordered()).isOne();
    }

    @Test
    void aStaleLastMemberIsAReordering() {
        perfectRun();

        assertThat(check(new Shown(10, marks(), 9)).reordered()).isOne();
    }

    @Test
    void promisedButNeverAnsweredIsCounted() {
        updates.forEach(history::sent);
        updates.forEach(history::confirmed);

        assertThat(check(all()).unanswered()).isEqualTo(UPDATES);
    }

    @Test
    void aDeviceWithoutShadowLostEverything() {
        perfectRun();

        assertThat(Checker.check(history, Map.of()).lost()).isEqualTo(UPDATES);
    }

    @Test
    void documentIsReadAsTheApiShowsIt() throws Exception {
        var document =
                new ObjectMapper()
                        .readTree(
                                "{\"version\":3,\"reported\":{\"u1\":1,\"u2\":2,\"last\":2,\"x\":0}}");

        assertThat(Shown.of(document)).isEqualTo(new Shown(3, Set.of("u1", "u2"), 2));
    }

    private void perfectRun() {
        updates.forEach(history::sent);
        updates.forEach(this::keep);
    }

    private void keep(Update update) {
        history.confirmed(update);
        history.accepted(update, update.number());
    }

    private Verdict check(Shown shown) {
        return Checker.check(history, Map.of("dev-1", shown));
    }

    private Shown all() {
        return new Shown(UPDATES, marks(), UPDATES);
    }

    private Set<String> marks() {
        return updates.stream().map(Update::mark).collect(Collectors.toSet());
    }

    private Set<String> without(int number) {
        var marks = new HashSet<>(marks());
        marks.remove("u" + number);
        return marks;
    }
}
