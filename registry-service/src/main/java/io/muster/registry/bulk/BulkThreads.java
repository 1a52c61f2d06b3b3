// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;

/**
 * Where rows are read and checked: hundreds of rows, and the patterns of tenants' schemas, take an
 * event loop's time.
 */
@ApplicationScoped
class BulkThreads {

    private final Vertx vertx;

    BulkThreads(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Does the work on a worker; what follows is back where the caller was. */
    <T> Uni<T> run(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
