// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.Turns.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final TenantId LARGE = new TenantId("large");
    private static final TenantId SMALL = new TenantId("small");

    private final Turns turns = new Turns();
    private final List<Turn> queue = new ArrayList<>();

    private void come(TenantId tenant, int times) {
        for (int i = 0; i < times; i++) {
            queue.add(turns.next(tenant));
        }
    }

    private List<TenantId> serve(int times) {
        queue.sort(Comparator.comparingLong(Turn::number));
        var first = List.copyOf(queue.subList(0, times));
        first.forEach(turns::served);
        first.forEach(queue::remove);
        return first.stream().map(Turn::tenant).toList();
    }

    @Test
    void whoComesAfterAFloodIsServedInItsMiddle() {
        come(LARGE, 100);
        come(SMALL, 3);

        assertThat(serve(6)).filteredOn(SMALL::equals).hasSize(3);
    }

    @Test
    void whoComesLateIsNotServedForTheTimeItWasAway() {
        come(LARGE, 100);
        serve(50);
        come(SMALL, 40);

        assertThat(serve(20)).filteredOn(SMALL::equals).hasSizeBetween(9, 11);
    }

    @Test
    void whoWaitsForNothingIsForgotten() {
        come(LARGE, 2);
        come(SMALL, 1);
        assertThat(turns.waiting(LARGE)).isEqualTo(2);

        serve(3);

        assertThat(turns.size()).isZero();
        assertThat(turns.waiting(LARGE)).isZero();
    }
}
