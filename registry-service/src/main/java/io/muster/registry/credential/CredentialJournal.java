// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.outbox.EventDraft;
import io.muster.registry.credential.store.Credential;
import io.muster.registry.credential.store.CredentialFact;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Device;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Writes down and tells what was done to credentials, in the transaction that did it. */
@ApplicationScoped
class CredentialJournal {

    private final AuditLog audit;
    private final RegistryEvents events;

    CredentialJournal(AuditLog audit, RegistryEvents events) {
        this.audit = audit;
        this.events = events;
    }

    /** A credential is new, or has a new secret. */
    Uni<Void> changed(
            SqlConnection connection, String action, Credential credential, String actor) {
        return write(connection, action, credential, actor, CredentialFact.changed(credential));
    }

    Uni<Void> enrolled(SqlConnection connection, Device device) {
        return events.deviceChanged(connection, device);
    }

    Uni<Void> deleted(SqlConnection connection, Credential credential, String actor) {
        var data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("device", credential.device().device().value())
                        .put("type", credential.type().told())
                        .put("authId", credential.authId());
        var device = credential.device().device().value();
        return write(
                connection,
                "credential.delete",
                credential,
                actor,
                new EventDraft("credential.deleted", device, data));
    }

    private Uni<Void> write(
            SqlConnection connection,
            String action,
            Credential credential,
            String actor,
            EventDraft told) {
        var tenant = credential.device().tenant();
        var device = credential.device().device().value();
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("credential", credential.id().toString())
                        .put("type", credential.type().word())
                        .put("authId", credential.authId());
        var news = credential.type().logsIn() ? List.of(told) : List.<EventDraft>of();
        return audit.append(connection, tenant, new AuditEntry(actor, action, device, detail))
                .chain(() -> events.tell(connection, tenant, news));
    }

    void wake() {
        events.wake();
    }
}
