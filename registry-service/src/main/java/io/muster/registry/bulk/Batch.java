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
     * come later. What it writes is committed with what it answers, or not at all.
     */
    Uni<List<RowOutcome>> run(SqlConnection connection, BulkJob job, List<BulkRow> rows);
}
