// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

/** What becomes of scheduled jobs when the service ends. */
@QuarkusTest
class ScheduleQuarkusTest {

    @Inject BeanManager beans;
    @Inject Scheduler scheduler;

    @Test
    void whatEndsFirstIsTheSchedule() {
        var shutdown = new ShutdownEvent();
        var first =
                beans.resolveObserverMethods(shutdown).stream()
                        .min(Comparator.comparingInt(ObserverMethod::getPriority))
                        .orElseThrow();
        assertThat(scheduler.isRunning()).isTrue();
        try {
            first.notify(shutdown);

            assertThat(scheduler.isRunning()).isFalse();
        } finally {
            scheduler.resume();
        }
    }
}
