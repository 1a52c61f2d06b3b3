// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Device;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes down and tells what was done to devices, in the transaction that did it. */
@ApplicationScoped
class DeviceJournal {

    private final AuditLog audit;
    private final RegistryEvents events;

    DeviceJournal(AuditLog audit, RegistryEvents events) {
        this.audit = audit;
        this.events = events;
    }

    Uni<Void> created(SqlConnection connection, Device device, String actor) {
        return write(connection, device, "device.create", actor)
                .chain(() -> events.deviceCreated(connection, device));
    }

    Uni<Void> described(SqlConnection connection, Device device, String actor) {
        return write(connection, device, "device.change", actor)
                .chain(() -> events.deviceChanged(connection, device));
    }

    private Uni<Void> write(SqlConnection connection, Device device, String action, String actor) {
        var identity = device.identity();
        var detail = JsonNodeFactory.instance.objectNode().put("version", device.version());
        var entry = new AuditEntry(actor, action, identity.device().value(), detail);
        return audit.append(connection, identity.tenant(), entry);
    }

    /** Has what was committed leave now. */
    void wake() {
        events.wake();
    }
}
