// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.transfer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.outbox.EventDraft;
import io.muster.platform.topic.TenantId;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.transfer.store.Transfer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Writes down and tells what becomes of offers, to each tenant in its own log. */
@ApplicationScoped
class TransferJournal {

    private final AuditLog audit;
    private final RegistryEvents events;

    TransferJournal(AuditLog audit, RegistryEvents events) {
        this.audit = audit;
        this.events = events;
    }

    /**
     * @param action behind {@code device.transfer-}
     */
    Uni<Void> write(
            SqlConnection connection,
            TenantId tenant,
            String action,
            Transfer transfer,
            String actor) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("transfer", transfer.id().toString())
                        .put("uid", transfer.uid().toString())
                        .put("from", transfer.from().value());
        transfer.to().ifPresent(to -> detail.put("to", to.value()));
        var device = transfer.device().device().value();
        return audit.append(
                connection,
                tenant,
                new AuditEntry(actor, "device.transfer-" + action, device, detail));
    }

    /** To the tenant that gave it away, after it was told that the device is gone. */
    Uni<Void> tell(SqlConnection connection, Transfer transfer) {
        var device = transfer.device().device().value();
        var data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("device", device)
                        .put("uid", transfer.uid().toString())
                        .put("transfer", transfer.id().toString());
        var draft = new EventDraft("device.transferred", device, data);
        return events.tell(connection, transfer.from(), List.of(draft));
    }

    /** Has what was committed leave now. */
    void wake() {
        events.wake();
    }
}
