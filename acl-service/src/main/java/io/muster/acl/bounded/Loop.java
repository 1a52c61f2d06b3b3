// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.bounded;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Does work again and again, with a pause between the end of one run and the beginning of the next,
 * so that slow work never piles up. Work that fails is tried again like any other.
 */
public final class Loop {

    private final Vertx vertx;
    private final Duration pause;
    private final Supplier<Uni<? extends Void>> work;
    private volatile boolean stopped;

    public Loop(Vertx vertx, Duration pause, Supplier<Uni<? extends Void>> work) {
        this.vertx = vertx;
        this.pause = pause;
        this.work = work;
    }

    /** Begins the first run now. */
    public void start() {
        Uni.createFrom().deferred(work).subscribe().with(_ -> again(), _ -> again());
    }

    private void again() {
        if (!stopped) {
            vertx.setTimer(Math.max(1, pause.toMillis()), _ -> start());
        }
    }

    /** Begins no further run. */
    public void stop() {
        stopped = true;
    }
}
