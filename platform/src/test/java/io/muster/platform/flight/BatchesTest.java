// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private final ArrayDeque<Integer> done = new ArrayDeque<>(List.of(10, 10, 3, 10));

    @Test
    void goOnUntilOneIsNotFull() {
        run(false);

        assertThat(done).containsExactly(10);
    }

    @Test
    void endAfterTheOneUnderWayWhenTheyAreStopped() {
        run(true);

        assertThat(done).containsExactly(10, 3, 10);
    }

    private void run(boolean stopped) {
        Batches.untilNotFull(10, () -> stopped, () -> Uni.createFrom().item(done::removeFirst))
                .await()
                .indefinitely();
    }
}
