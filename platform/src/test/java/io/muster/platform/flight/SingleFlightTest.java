// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private final List<UniEmitter<? super Void>> runs = new ArrayList<>();
    private final SingleFlight flight = new SingleFlight(() -> Uni.createFrom().emitter(runs::add));

    @Test
    void requestsDuringARunHaveItRunOnceMore() {
        flight.request();
        flight.request();
        flight.request();
        assertThat(runs).hasSize(1);

        runs.getFirst().complete(null);
        assertThat(runs).hasSize(2);

        runs.getLast().complete(null);
        assertThat(runs).hasSize(2);
    }

    @Test
    void aFailedRunDoesNotEndTheFlight() {
        flight.request();
        runs.getFirst().fail(new IllegalStateException("lost"));

        flight.request();

        assertThat(runs).hasSize(2);
    }
}
