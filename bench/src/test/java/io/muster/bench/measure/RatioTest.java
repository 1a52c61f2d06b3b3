// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void isTheMedianOfTheRoundsAndNotTheRatioOfTheMedians() {
        var ratio = Ratio.of(List.of(80.0, 10.0, 300.0), List.of(100.0, 10.0, 200.0));

        assertThat(ratio).isEqualTo(new Ratio(1.0, 0.8, 1.5));
    }

    @Test
    void ofAnEvenNumberOfRoundsTheMedianIsInTheMiddle() {
        assertThat(Ratio.of(List.of(1.0, 2.0), List.of(1.0, 1.0)).median()).isEqualTo(1.5);
    }

    @Test
    void roundsThatOnlyOneHasPlayedAreAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ratio.of(List.of(1.0), List.of(1.0, 2.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.of(List.of(), List.of()));
    }
}
