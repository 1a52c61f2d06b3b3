// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TenantRoundsTest {

    private static final TenantId FIRST = new TenantId("first");
    private static final TenantId SECOND = new TenantId("second");

    private final List<TenantId> steps = new ArrayList<>();
    private final List<TenantId> due = new ArrayList<>(List.of(FIRST, SECOND));

    @Test
    void whatFailsForOneTenantIsDoneForTheOthers() {
        rounds(tenant ->
                        tenant.equals(FIRST)
                                ? Uni.createFrom().failure(new IllegalStateException("refused"))
                                : Uni.createFrom().item(false))
                .request();

        assertThat(steps).containsExactly(FIRST, SECOND);
    }

    @Test
    void aTenantWithMuchToDoLetsTheOthersHaveTheirTurn() {
        rounds(
                        tenant -> {
                            boolean more = tenant.equals(FIRST) && steps.size() < 50;
                            if (!more) {
                                due.remove(tenant);
                            }
                            return Uni.createFrom().item(more);
                        })
                .request();

        assertThat(steps.indexOf(SECOND)).isEqualTo(20);
        assertThat(steps.getLast()).isEqualTo(FIRST);
        assertThat(steps).hasSizeGreaterThanOrEqualTo(50);
    }

    private TenantRounds rounds(Function<TenantId, Uni<Boolean>> step) {
        return new TenantRounds(
                "Steps",
                () -> Uni.createFrom().item(() -> List.copyOf(due)),
                tenant -> {
                    steps.add(tenant);
                    return step.apply(tenant);
                });
    }
}
