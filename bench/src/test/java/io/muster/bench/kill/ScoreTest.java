// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {

    private static final Tally WHOLE = new Tally(2_000, 2_000, 2_000, -1);

    @Test
    void aRoundIsOkWhenEverythingArrivedOnceAndWithoutHelp() {
        assertThat(WHOLE.ok()).isTrue();
        assertThat(new Tally(2_000, 1_999, 1_999, -1).ok()).isFalse();
        assertThat(new Tally(2_000, 2_000, 2_001, -1).ok()).isFalse();
        assertThat(new Tally(2_000, 2_000, 2_000, 775).ok()).isFalse();
    }

    @Test
    void aFailureSaysWhatItWas() {
        assertThat(new Tally(2_000, 1_990, 1_993, 775))
                .hasToString("FAILED, lost 10, doubled 3, stalled at 775");
    }

    @Test
    void theScoreCountsRoundsAndMessages() {
        var score =
                new Score(
                        Candidate.DELIVERED,
                        List.of(
                                WHOLE,
                                new Tally(2_000, 1_500, 1_500, -1),
                                new Tally(2_000, 2_000, 2_001, 400)));

        assertThat(score.line())
                .isEqualTo(
                        "delivered rounds ok 1, failed 2; messages lost 500, doubled 1; stalls 1");
        assertThat(score.json())
                .isEqualTo(
                        "{\"candidate\":\"delivered\",\"ok\":1,\"failed\":2,\"lost\":500,"
                                + "\"doubled\":1,\"stalls\":1}");
    }
}
