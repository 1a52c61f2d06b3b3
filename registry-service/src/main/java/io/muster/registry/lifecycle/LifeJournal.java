// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.registry.identity.Device;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes down who ordered what of a device's life, and why. */
@ApplicationScoped
class LifeJournal {

    private final AuditLog audit;

    LifeJournal(AuditLog audit) {
        this.audit = audit;
    }

    /**
     * Who orders something.
     *
     * @param reason in the caller's words; empty for none
     */
    record Cause(String actor, String reason) {}

    Uni<Void> write(SqlConnection connection, String action, Device device, Cause cause) {
        var identity = device.identity();
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("uid", device.uid().toString())
                        .put("state", device.state().name())
                        .put("version", device.version());
        if (!cause.reason().isEmpty()) {
            detail.put("reason", cause.reason());
        }
        return audit.append(
                connection,
                identity.tenant(),
                new AuditEntry(cause.actor(), action, identity.device().value(), detail));
    }
}
