// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchSizesTest {

    private static final UUID HOSTILE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final BatchSizes sizes = new BatchSizes(500);

    @Test
    void aJobWhoseRowsAreRefusedDoesNotMakeAnotherOnesBatchesSmaller() {
        for (int i = 0; i < 20; i++) {
            sizes.shrink(HOSTILE);
        }

        assertThat(sizes.of(HOSTILE)).isEqualTo(1);
        assertThat(sizes.of(OTHER)).isEqualTo(500);
    }

    @Test
    void aJobWhoseRowsAreTakenAgainGrowsBackToWholeBatches() {
        sizes.shrink(HOSTILE);
        sizes.shrink(HOSTILE);

        sizes.grow(HOSTILE);
        assertThat(sizes.of(HOSTILE)).isEqualTo(250);
        sizes.grow(HOSTILE);
        sizes.grow(HOSTILE);
        assertThat(sizes.of(HOSTILE)).isEqualTo(500);
    }
}
