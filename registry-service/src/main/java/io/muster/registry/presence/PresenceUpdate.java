// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.gateway.store.GatewayStore;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.type.store.DeviceType;
import io.muster.registry.type.store.DeviceTypeStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Takes presence messages in: one transaction each, which changes nothing when it is repeated. */
@ApplicationScoped
public class PresenceUpdate {

    private final Database database;
    private final DeviceStore devices;
    private final DeviceTypeStore types;
    private final GatewayStore gateways;
    private final PresenceStore presences;
    private final RegistryEvents events;
    private final PresenceConfig config;
    private final Clock clock;

    PresenceUpdate(
            Database database,
            DeviceStore devices,
            DeviceTypeStore types,
            GatewayStore gateways,
            PresenceStore presences,
            RegistryEvents events,
            PresenceConfig config,
            Clock clock) {
        this.database = database;
        this.devices = devices;
        this.types = types;
        this.gateways = gateways;
        this.presences = presences;
        this.events = events;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Notes that a device lives that was thought to be gone; false when there is no such device.
     */
    public Uni<Boolean> heard(DeviceIdentity identity) {
        return apply(identity, new PresenceMessage.Heard());
    }

    /** Takes in what a registered broker told; false when there is no such device. */
    public Uni<Boolean> told(DeviceIdentity identity, String broker, BrokerEvent event) {
        return apply(identity, new PresenceMessage.Told(broker, event));
    }

    /** Takes a device's message in; false when there is no such device. */
    Uni<Boolean> apply(DeviceIdentity identity, PresenceMessage message) {
        return database.transaction(
                        connection -> take(connection, identity, message, Optional.empty()))
                .invoke(events::wake);
    }

    /** Takes in what a gateway says of a device; false when it does not speak for it. */
    Uni<Boolean> applyThrough(DeviceId gateway, DeviceIdentity child, PresenceMessage message) {
        return database.transaction(
                        connection -> take(connection, child, message, Optional.of(gateway)))
                .invoke(events::wake);
    }

    private Uni<Boolean> take(
            SqlConnection connection,
            DeviceIdentity identity,
            PresenceMessage message,
            Optional<DeviceId> gateway) {
        // What the database keeps: a state compares equal to itself after a round trip.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return devices.lock(connection, identity)
                .chain(found -> believed(connection, identity, gateway, found))
                .call(found ->
                        found.map(device -> apply(connection, device, message, now))
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                .call(found ->
                        found.isPresent() && message instanceof PresenceMessage.Online
                                ? presences.heard(connection, identity, gateway)
                                : Uni.createFrom().voidItem())
                .map(Optional::isPresent);
    }

    /** Asked with the device locked, as it is by whoever takes a gateway's word away. */
    private Uni<Optional<Device>> believed(
            SqlConnection connection,
            DeviceIdentity identity,
            Optional<DeviceId> gateway,
            Optional<Device> found) {
        return gateway.filter(_ -> found.isPresent())
                .map(speaker ->
                        gateways.speaks(connection, identity, speaker)
                                .map(speaks -> found.filter(_ -> speaks)))
                .orElseGet(() -> Uni.createFrom().item(found));
    }

    private Uni<Void> apply(
            SqlConnection connection, Device device, PresenceMessage message, Instant now) {
        return usualSilence(connection, device, message)
                .chain(usual -> apply(connection, device, message, usual, now));
    }

    /** How long devices of this type may be silent, where that may matter. */
    private Uni<Optional<Silence>> usualSilence(
            SqlConnection connection, Device device, PresenceMessage message) {
        var type = device.description().type().filter(_ -> message.begins());
        return type.map(id ->
                        types.find(connection, device.identity().tenant(), id)
                                .map(found ->
                                        Silence.of(
                                                found.flatMap(DeviceType::heartbeat),
                                                Optional.empty())))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Void> apply(
            SqlConnection connection,
            Device device,
            PresenceMessage message,
            Optional<Silence> usual,
            Instant now) {
        return presences
                .lock(connection, device.identity())
                .map(found -> found.map(this::trusted).orElseGet(() -> PresenceState.unknown(now)))
                .chain(before -> {
                    var after = before.after(message, now).orSilence(usual);
                    return after.equals(before)
                            ? Uni.createFrom().voidItem()
                            : save(connection, device, before, after);
                });
    }

    /** A broker that is registered no more would have the last word for ever. */
    private PresenceState trusted(PresenceState state) {
        return state.broker()
                        .filter(word -> !config.brokers().containsKey(word.broker()))
                        .isPresent()
                ? state.withoutBroker()
                : state;
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
                        .release(connection, device.identity(), after.contact().since())
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
