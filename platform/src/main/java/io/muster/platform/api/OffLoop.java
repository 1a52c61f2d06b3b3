// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;

/**
 * Where rows are read and checked: hundreds of rows, and the schemas of tenants, take an event
 * loop's time.
 */
@ApplicationScoped
public class OffLoop {

    private final Vertx vertx;

    OffLoop(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Does the work on a worker; what follows is back where the caller was. */
    public <T> Uni<T> run(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }

    /** Does work on a worker that has no answer but that it may fail. */
    public Uni<Void> check(Runnable work) {
        return run(
                        () -> {
                            work.run();
                            return true;
                        })
                .replaceWithVoid();
    }
}
