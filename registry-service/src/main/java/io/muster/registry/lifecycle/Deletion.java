// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.lifecycle;

import io.muster.platform.api.EntityTags;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.certificate.Revocations;
import io.muster.registry.device.store.DeletedDeviceStore;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.RevocationReason;
import io.muster.registry.lifecycle.LifeJournal.Cause;
import io.muster.registry.tenant.store.DeviceQuota;
import io.muster.registry.tenant.store.Tenant;
import io.muster.registry.tenant.store.TenantStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Deletes devices, and restores them while they are kept. What was revoked stays revoked: a
 * restored device enrolls again.
 */
@ApplicationScoped
public class Deletion {

    private final Database database;
    private final DeviceStore devices;
    private final DeletedDeviceStore deleted;
    private final TenantStore tenants;
    private final DeviceQuota quota;
    private final Revocations revocations;
    private final LifeJournal journal;
    private final RegistryEvents events;
    private final Clock clock;

    Deletion(
            Database database,
            DeviceStore devices,
            DeletedDeviceStore deleted,
            TenantStore tenants,
            DeviceQuota quota,
            Revocations revocations,
            LifeJournal journal,
            RegistryEvents events,
            Clock clock) {
        this.database = database;
        this.devices = devices;
        this.deleted = deleted;
        this.tenants = tenants;
        this.quota = quota;
        this.revocations = revocations;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    Uni<Device> delete(DeviceIdentity identity, @Nullable String ifMatch, Cause cause) {
        return database.transaction(connection ->
                        devices.lock(connection, identity)
                                .map(found ->
                                        found.orElseThrow(() ->
                                                Problems.notFound("There is no such device.")))
                                .invoke(device -> EntityTags.require(ifMatch, device.version()))
                                .chain(device -> delete(connection, device, cause)))
                .invoke(events::wake);
    }

    private Uni<Device> delete(SqlConnection connection, Device device, Cause cause) {
        var identity = device.identity();
        return purgeAt(connection, identity)
                .chain(at -> deleted.delete(connection, device, at))
                .call(() -> quota.giveBack(connection, identity.tenant(), 1))
                .call(() ->
                        revocations.revokeAll(
                                connection,
                                identity,
                                RevocationReason.CESSATION_OF_OPERATION,
                                cause.actor()))
                .call(gone -> journal.write(connection, "device.delete", gone, cause))
                .call(gone -> events.deviceDeleted(connection, gone));
    }

    /**
     * Has a device that the caller has locked leave for another tenant, in the caller's
     * transaction: as if it were deleted, but nobody restores it here.
     */
    public Uni<Void> depart(SqlConnection connection, Device device, TenantId to, String actor) {
        return delete(connection, device, new Cause(actor, "transferred to " + to))
                .chain(gone -> deleted.move(connection, gone, to));
    }

    private Uni<Instant> purgeAt(SqlConnection connection, DeviceIdentity identity) {
        return tenants.find(connection, identity.tenant())
                .map(found -> found.map(Tenant::options).orElseThrow().settings())
                .map(settings -> clock.instant().plus(settings.deletedDevicesKept()));
    }

    Uni<Device> restore(DeviceIdentity identity, Cause cause) {
        return database.transaction(connection ->
                        deleted.lock(connection, identity)
                                .map(found ->
                                        found.orElseThrow(() ->
                                                Problems.notFound(
                                                        "There is no such deleted device.")))
                                .chain(device -> restore(connection, device, cause)))
                .invoke(events::wake);
    }

    private Uni<Device> restore(SqlConnection connection, Device device, Cause cause) {
        return deleted.restore(connection, device, device.state().restored())
                .call(() -> quota.take(connection, device.identity().tenant(), 1))
                .call(back -> journal.write(connection, "device.restore", back, cause))
                .call(back -> events.deviceRestored(connection, back));
    }
}
