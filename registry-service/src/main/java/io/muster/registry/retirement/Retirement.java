// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.retirement;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.registry.api.EntityTags;
import io.muster.registry.certificate.Revocations;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.DeviceState;
import io.muster.registry.identity.RevocationReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Retires devices with all they hold, in one transaction. */
@ApplicationScoped
class Retirement {

    private final Database database;
    private final DeviceStore devices;
    private final Revocations revocations;
    private final AuditLog audit;
    private final RegistryEvents events;

    Retirement(
            Database database,
            DeviceStore devices,
            Revocations revocations,
            AuditLog audit,
            RegistryEvents events) {
        this.database = database;
        this.devices = devices;
        this.revocations = revocations;
        this.audit = audit;
        this.events = events;
    }

    /** Retires a device and answers it; one that is retired stays as it is. */
    Uni<Device> retire(DeviceIdentity identity, @Nullable String ifMatch, String actor) {
        return database.transaction(connection ->
                        devices.lock(connection, identity)
                                .map(Retirement::existing)
                                .invoke(device -> EntityTags.require(ifMatch, device.version()))
                                .chain(device -> retire(connection, device, actor)))
                .invoke(events::wake);
    }

    private Uni<Device> retire(SqlConnection connection, Device device, String actor) {
        if (device.state() == DeviceState.RETIRED) {
            return Uni.createFrom().item(device);
        }
        return devices.replace(connection, device, DeviceState.RETIRED)
                .map(Optional::orElseThrow)
                .call(retired -> audit(connection, retired, actor))
                .call(retired -> events.deviceChanged(connection, retired))
                .call(retired ->
                        revocations.revokeAll(
                                connection,
                                retired.identity(),
                                RevocationReason.CESSATION_OF_OPERATION,
                                actor));
    }

    private Uni<Void> audit(SqlConnection connection, Device device, String actor) {
        var identity = device.identity();
        var detail = JsonNodeFactory.instance.objectNode().put("version", device.version());
        return audit.append(
                connection,
                identity.tenant(),
                new AuditEntry(actor, "device.retire", identity.device().value(), detail));
    }

    private static Device existing(Optional<Device> found) {
        return found.orElseThrow(() -> Problems.notFound("There is no such device."));
    }
}
