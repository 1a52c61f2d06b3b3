// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.transfer;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceDescription;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.tenant.store.TenantStore;
import io.muster.registry.type.AttributeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * A device in its new tenant: with its uid and what was said of it, and nothing that could prove
 * anything. It is of its type where the tenant has one that it fits, else of none.
 */
@ApplicationScoped
class Arrival {

    private final DeviceStore devices;
    private final TenantStore tenants;
    private final AttributeCheck attributes;
    private final RegistryEvents events;

    Arrival(
            DeviceStore devices,
            TenantStore tenants,
            AttributeCheck attributes,
            RegistryEvents events) {
        this.devices = devices;
        this.tenants = tenants;
        this.attributes = attributes;
        this.events = events;
    }

    /** Adds the device; a problem when its id or place is taken. */
    Uni<Device> add(SqlConnection connection, DeviceIdentity identity, Device before) {
        return tenants.lockBoth(connection, before.identity().tenant(), identity.tenant())
                .chain(() -> fitting(connection, identity, before.description()))
                .chain(description ->
                        devices.insert(connection, identity, description, before.uid()))
                .map(inserted -> inserted.orElseThrow(Arrival::taken));
    }

    private Uni<DeviceDescription> fitting(
            SqlConnection connection, DeviceIdentity identity, DeviceDescription description) {
        return attributes
                .check(connection, identity.tenant(), description)
                .replaceWith(description)
                .onFailure(ProblemException.class)
                .recoverWithItem(() -> withoutType(description));
    }

    private static DeviceDescription withoutType(DeviceDescription description) {
        return new DeviceDescription(
                description.displayName(),
                Optional.empty(),
                description.attributes(),
                description.tags(),
                description.externalIds());
    }

    Uni<Void> tell(SqlConnection connection, Device device) {
        return events.deviceCreated(connection, device);
    }

    private static ProblemException taken() {
        return Problems.conflict(
                "A device with this id exists here, or is deleted and can still be restored: give"
                        + " another id.");
    }
}
