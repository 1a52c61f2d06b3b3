// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CampaignTest {

    @RepeatedTest(20)
    void everyBlowMeetsWorkAndLeavesSomeAfterIt(RepetitionInfo info) {
        var marks = Campaign.marks(2_000, 5, info.getCurrentRepetition());

        assertThat(marks).hasSize(5).isSorted().doesNotHaveDuplicates();
        assertThat(marks.getFirst()).isPositive();
        assertThat(marks.getLast()).isLessThan(1_800);
        for (int i = 1; i < marks.size(); i++) {
            assertThat(marks.get(i) - marks.get(i - 1)).as("work between blows").isGreaterThan(150);
        }
    }

    @Test
    void theSameSeedStrikesAtTheSameMarks() {
        assertThat(Campaign.marks(2_000, 5, 7)).isEqualTo(Campaign.marks(2_000, 5, 7));
        assertThat(Campaign.marks(2_000, 5, 7)).isNotEqualTo(Campaign.marks(2_000, 5, 8));
    }
}
