// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.flight;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Runs work at most once at a time. A request that arrives while it runs is remembered, however
 * many there are, and has it run once more, so what was requested last is always seen by a run that
 * began after the request.
 */
public final class SingleFlight {

    private enum State {
        IDLE,
        RUNNING,
        RUNNING_AND_REQUESTED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private final Supplier<Uni<Void>> work;

    /** The work must not fail: a failure has nobody to go to. */
    public SingleFlight(Supplier<Uni<Void>> work) {
        this.work = work;
    }

    /** Asks for a run that begins after this call. */
    public void request() {
        var before =
                state.getAndUpdate(
                        now -> now == State.IDLE ? State.RUNNING : State.RUNNING_AND_REQUESTED);
        if (before == State.IDLE) {
            run();
        }
    }

    private void run() {
        Uni.createFrom()
                .deferred(work::get)
                .onTermination()
                .invoke(this::ended)
                .subscribe()
                .with(_ -> {}, _ -> {});
    }

    private void ended() {
        var before = state.getAndUpdate(now -> now == State.RUNNING ? State.IDLE : State.RUNNING);
        if (before == State.RUNNING_AND_REQUESTED) {
            run();
        }
    }
}
