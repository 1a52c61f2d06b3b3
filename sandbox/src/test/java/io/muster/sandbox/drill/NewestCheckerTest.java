// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of five updates the second and the fourth came behind newer ones. */
class NewestCheckerTest {

    private final History history = new History();
    private final List<Update> updates =
            IntStream.rangeClosed(1, 5).mapToObj(n -> new Update("dev-1", n)).toList();

    @BeforeEach
    void run() {
        updates.forEach(history::sent);
        updates.forEach(history::confirmed);
        history.accepted(updates.get(0), 1);
        history.superseded(updates.get(1));
        history.accepted(updates.get(2), 2);
        history.superseded(updates.get(3));
        history.accepted(updates.get(4), 3);
    }

    @Test
    void whatWasSupersededMayBeMissing() {
        var verdict = check(new Shown(3, Set.of("u1", "u3", "u5"), 5));

        assertThat(verdict).isEqualTo(new Verdict(5, 0, 0, 0, 0));
        assertThat(verdict.ok(5)).isTrue();
    }

    @Test
    void theNewestMayNotBeMissing() {
        assertThat(check(new Shown(3, Set.of("u1", "u3"), 3)).lost()).isEqualTo(2);
    }

    @Test
    void whatWasSupersededAndIsThereWasStoredOutOfOrder() {
        assertThat(check(new Shown(3, Set.of("u1", "u2", "u3", "u5"), 5)).reordered()).isOne();
    }

    @Test
    void aLowerVersionOfANewerOneIsOutOfOrder() {
        history.accepted(new Update("dev-1", 4), 1);

        assertThat(check(new Shown(4, Set.of("u1", "u3", "u4", "u5"), 5)).reordered()).isOne();
    }

    @Test
    void aCopyThatMadeAnotherVersionIsADuplicate() {
        history.accepted(updates.get(0), 4);

        assertThat(check(new Shown(4, Set.of("u1", "u3", "u5"), 5)).duplicated()).isOne();
    }

    private Verdict check(Shown shown) {
        return NewestChecker.check(history, Map.of("dev-1", shown));
    }
}
