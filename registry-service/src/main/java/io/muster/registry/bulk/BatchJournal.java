// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.store.RowResult;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/**
 * Jobs in the audit log: when they begin, are cancelled and resumed, and each batch, with which
 * rows it was. Which devices these were, the job's rows tell while they are kept, and the events.
 */
@ApplicationScoped
class BatchJournal {

    private final AuditLog audit;

    BatchJournal(AuditLog audit) {
        this.audit = audit;
    }

    Uni<Void> write(SqlConnection connection, BulkJob job, List<RowOutcome> outcomes) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("firstRow", outcomes.getFirst().row())
                        .put("lastRow", outcomes.getLast().row());
        for (var result : RowResult.values()) {
            detail.put(
                    result.name().toLowerCase(Locale.ROOT),
                    outcomes.stream().filter(outcome -> outcome.result() == result).count());
        }
        var entry = new AuditEntry(job.actor(), "bulk.batch", job.id().toString(), detail);
        return audit.append(connection, job.tenant(), entry);
    }

    Uni<Void> moved(SqlConnection connection, BulkJob job, String action, String actor) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("mode", job.mode().word())
                        .put("rows", job.counts().total())
                        .put("sha256", job.sha256());
        var entry = new AuditEntry(actor, "bulk." + action, job.id().toString(), detail);
        return audit.append(connection, job.tenant(), entry);
    }
}
