// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.lifecycle;

import io.muster.platform.api.EntityTags;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.registry.certificate.Holds;
import io.muster.registry.certificate.Revocations;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.DeviceState;
import io.muster.registry.identity.DeviceState.Order;
import io.muster.registry.identity.RevocationReason;
import io.muster.registry.lifecycle.LifeJournal.Cause;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows orders, each in one transaction with all that hangs on it. Whoever lets devices in or
 * certifies them looks at the state; the holds and revocations tell those who see certificates
 * only.
 */
@ApplicationScoped
class Life {

    private final Database database;
    private final DeviceStore devices;
    private final Revocations revocations;
    private final Holds holds;
    private final LifeJournal journal;
    private final RegistryEvents events;

    Life(
            Database database,
            DeviceStore devices,
            Revocations revocations,
            Holds holds,
            LifeJournal journal,
            RegistryEvents events) {
        this.database = database;
        this.devices = devices;
        this.revocations = revocations;
        this.holds = holds;
        this.journal = journal;
        this.events = events;
    }

    /** The device after an order; one of which it holds already stays as it is. */
    Uni<Device> follow(
            Order order, DeviceIdentity identity, @Nullable String ifMatch, Cause cause) {
        return database.transaction(connection ->
                        devices.lock(connection, identity)
                                .map(Life::existing)
                                .invoke(device -> EntityTags.require(ifMatch, device.version()))
                                .chain(device -> follow(connection, order, device, cause)))
                .invoke(events::wake);
    }

    private Uni<Device> follow(SqlConnection connection, Order order, Device device, Cause cause) {
        var next = device.state().after(order).orElseThrow(() -> impossible(order, device));
        return next == device.state()
                ? Uni.createFrom().item(device)
                : move(connection, order, device, next, cause);
    }

    private Uni<Device> move(
            SqlConnection connection, Order order, Device device, DeviceState next, Cause cause) {
        var action = "device." + order.name().toLowerCase(Locale.ROOT);
        return devices.replace(connection, device, next)
                .map(Optional::orElseThrow)
                .call(() -> certificates(connection, order, device.identity(), cause))
                .call(moved -> journal.write(connection, action, moved, cause))
                .call(moved -> events.deviceChanged(connection, moved));
    }

    private Uni<Void> certificates(
            SqlConnection connection, Order order, DeviceIdentity identity, Cause cause) {
        var actor = cause.actor();
        return switch (order) {
            case SUSPEND -> holds.suspend(connection, identity, actor);
            case RESUME -> holds.resume(connection, identity, actor);
            case RETIRE ->
                    revocations.revokeAll(
                            connection, identity, RevocationReason.CESSATION_OF_OPERATION, actor);
        };
    }

    private static Device existing(Optional<Device> found) {
        return found.orElseThrow(() -> Problems.notFound("There is no such device."));
    }

    private static ProblemException impossible(Order order, Device device) {
        return ProblemException.of(
                        409,
                        "invalid-transition",
                        "The device's state does not allow it",
                        "%s can't be done to a device that is %s.".formatted(order, device.state()))
                .with("state", device.state().name());
    }
}
