// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.platform.sql.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Deletes what is old, batch by batch, each in a transaction of its own, until a batch is not full:
 * a flood is gone as fast as it came. One run is bounded, what is left waits for the next.
 */
public final class Batches {

    private static final int SIZE = 5_000;
    private static final int MOST = 200;

    private Batches() {}

    /** Deletes some; answers how many. */
    @FunctionalInterface
    public interface Deletion {
        Uni<Integer> some(SqlConnection connection, int limit);
    }

    /** Deletes all there is, as far as it fits into one run. */
    public static Uni<Void> drain(Database database, Deletion deletion) {
        return Multi.createBy()
                .repeating()
                .uni(() -> database.transaction(connection -> deletion.some(connection, SIZE)))
                .whilst(deleted -> deleted == SIZE)
                .select()
                .first(MOST)
                .onItem()
                .ignoreAsUni();
    }
}
