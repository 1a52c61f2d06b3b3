// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.platform.sql.Database;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.event.RegistryEvents.PresenceChange;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Takes presence messages in: one transaction each, which changes nothing when it is repeated. */
@ApplicationScoped
class PresenceUpdate {

    private final Database database;
    private final DeviceStore devices;
    private final PresenceStore presences;
    private final RegistryEvents events;
    private final Clock clock;

    PresenceUpdate(
            Database database,
            DeviceStore devices,
            PresenceStore presences,
            RegistryEvents events,
            Clock clock) {
        this.database = database;
        this.devices = devices;
        this.presences = presences;
        this.events = events;
        this.clock = clock;
    }

    /** Takes a message in; false when there is no such device. */
    Uni<Boolean> apply(DeviceIdentity identity, PresenceMessage message) {
        // What the database keeps: a state compares equal to itself after a round trip.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.transaction(connection ->
                        devices.lock(connection, identity)
                                .chain(found ->
                                        found.map(device ->
                                                        apply(connection, device, message, now)
                                                                .replaceWith(true))
                                                .orElseGet(() -> Uni.createFrom().item(false))))
                .invoke(events::wake);
    }

    private Uni<Void> apply(
            SqlConnection connection, Device device, PresenceMessage message, Instant now) {
        return presences
                .find(connection, device.identity())
                .map(found -> found.orElseGet(() -> PresenceState.unknown(now)))
                .chain(before -> {
                    var after = before.after(message, now);
                    return after.equals(before)
                            ? Uni.createFrom().voidItem()
                            : save(connection, device, before, after);
                });
    }

    private Uni<Void> save(
            SqlConnection connection, Device device, PresenceState before, PresenceState after) {
        var saved = presences.save(connection, device.identity(), after);
        return after.tellsMoreThan(before)
                ? saved.chain(() -> activate(connection, device, after))
                        .chain(() -> tell(connection, device.identity(), after))
                : saved;
    }

    private Uni<Void> activate(SqlConnection connection, Device device, PresenceState after) {
        var next = after.connected() ? device.state().seen() : device.state();
        return next == device.state()
                ? Uni.createFrom().voidItem()
                : devices.replace(connection, device, next)
                        .chain(changed -> events.deviceChanged(connection, changed.orElseThrow()));
    }

    private Uni<Void> tell(SqlConnection connection, DeviceIdentity identity, PresenceState state) {
        var change =
                new PresenceChange(
                        state.connected(), state.session(), state.changedAt(), state.reason());
        return events.presenceChanged(connection, identity, change);
    }
}
