// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.schedule;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Ends all schedules before anything else ends. The scheduler itself stops with the container, and
 * a job that it hands to an event loop just before that begins when there is no container any more:
 * an error in the log of every other shutdown.
 */
@Singleton
class ScheduleEnd {

    private static final int FIRST = 1;

    private final Scheduler scheduler;

    ScheduleEnd(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent shutdown) {
        if (scheduler.isStarted()) {
            scheduler.pause();
        }
    }
}
