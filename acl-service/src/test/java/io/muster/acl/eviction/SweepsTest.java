// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepsTest {

    private final Sweeps sweeps = new Sweeps();

    private static Sweep over(int count) {
        return () -> IntStream.range(0, count).mapToObj(i -> Evictee.ofClient("c" + i)).iterator();
    }

    private List<Evictee> all(int most) {
        var all = new ArrayList<Evictee>();
        while (!sweeps.isEmpty()) {
            var piece = sweeps.take(most, each -> each.clientId().endsWith("7"));
            assertThat(piece.size()).isLessThanOrEqualTo(most);
            all.addAll(piece);
        }
        return all;
    }

    @Test
    void everybodyIsLookedAtAPieceAtATime() {
        sweeps.add(over(20_000));

        assertThat(all(100)).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void oneThatWaitsIsNotAddedAgain() {
        var sweep = over(10);
        sweeps.add(sweep);
        sweeps.add(sweep);

        assertThat(all(100)).hasSize(1);
    }

    @Test
    void oneThatHasBegunIsFollowedByAnother() {
        var sweep = over(20);
        sweeps.add(sweep);
        sweeps.take(1, _ -> true);
        sweeps.add(sweep);

        assertThat(all(100)).hasSize(4);
    }

    @Test
    void oneOfEverybodyReplacesAllOthers() {
        sweeps.add(over(1_000));
        sweeps.replace(over(10));

        assertThat(all(100)).hasSize(1);
    }

    @Test
    void withoutRoomNobodyIsTaken() {
        sweeps.add(over(10));

        assertThat(sweeps.take(0, _ -> true)).isEmpty();
        assertThat(sweeps.isEmpty()).isFalse();
    }
}
