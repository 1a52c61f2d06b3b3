// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes down who took hashes of secrets away, before the first of them leaves. */
@ApplicationScoped
class ExportJournal {

    private final Database database;
    private final AuditLog audit;

    ExportJournal(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    Uni<Void> credentials(TenantId tenant, String actor) {
        var detail = JsonNodeFactory.instance.objectNode();
        var entry = new AuditEntry(actor, "credential.export", tenant.value(), detail);
        return database.transaction(connection -> audit.append(connection, tenant, entry));
    }
}
