// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ContestTest {

    private final ArrayList<String> turns = new ArrayList<>();

    @Test
    void turnsAlternateAndTheFirstRoundDoesNotCount() throws Exception {
        var contenders = new LinkedHashMap<String, Callable<Sample>>();
        contenders.put("ours", () -> turn("A", turns.isEmpty() ? 1_000_000 : 90));
        contenders.put("floor", () -> turn("B", 100));

        var contest = Contest.play(new Plan(Path.of("."), true, _ -> {}), contenders);

        assertThat(String.join("", turns)).isEqualTo("ABABABAB");
        assertThat(contest.figures("ours").perSecond()).containsExactly(90.0, 90.0, 90.0);
        assertThat(contest.ratio("ours", "floor")).isEqualTo(new Ratio(0.9, 0.9, 0.9));
    }

    private Sample turn(String who, double perSecond) {
        turns.add(who);
        return new Sample(perSecond, 0, 0, 0);
    }
}
