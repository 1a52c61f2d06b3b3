// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.platform.sql.Database;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Takes presence messages in: one transaction each, which changes nothing when it is repeated. */
@ApplicationScoped
public class PresenceUpdate {

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

    /**
     * Notes that a device lives that was thought to be gone; false when there is no such device.
     */
    public Uni<Boolean> heard(DeviceIdentity identity) {
        return apply(identity, new PresenceMessage.Heard());
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
                .lock(connection, device.identity())
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
        return presences
                .save(connection, device.identity(), after)
                .chain(() -> arrive(connection, device, before, after))
                .chain(() -> tell(connection, device.identity(), before, after));
    }

    private Uni<Void> arrive(
            SqlConnection connection, Device device, PresenceState before, PresenceState after) {
        return after.connected() && after.tellsMoreThan(before)
                ? presences
                        .release(connection, device.identity(), after.changedAt())
                        .chain(() -> activate(connection, device))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> activate(SqlConnection connection, Device device) {
        var next = device.state().seen();
        return next == device.state()
                ? Uni.createFrom().voidItem()
                : devices.replace(connection, device, next)
                        .chain(changed -> events.deviceChanged(connection, changed.orElseThrow()));
    }

    private Uni<Void> tell(
            SqlConnection connection,
            DeviceIdentity identity,
            PresenceState before,
            PresenceState after) {
        return PresenceNews.of(identity, before, after)
                .map(draft -> events.tell(connection, identity.tenant(), List.of(draft)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
