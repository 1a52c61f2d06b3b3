// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.store.BulkRow;
import io.muster.registry.bulk.store.RowOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Does what the next rows of a job ask for. */
interface Batch {

    /**
     * Says what became of the rows, from the first on: of all, or of fewer when the rest has to
     * come later. What it writes by the connection is committed with what it answers, or not at
     * all; the batch may be run again from its start, so whatever else it does must come to the
     * same when it is done twice.
     */
    Uni<Done> run(SqlConnection connection, BulkJob job, List<BulkRow> rows);

    /**
     * What was done.
     *
     * @param outcomes of rows that are over; those that are left out come again in the next turn
     * @param place the last row that was looked at
     */
    record Done(List<RowOutcome> outcomes, long place) {

        /** None waits. */
        static Done all(List<RowOutcome> outcomes) {
            return new Done(outcomes, outcomes.getLast().row());
        }
    }
}
