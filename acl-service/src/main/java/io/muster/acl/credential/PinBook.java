// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.credential;

import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Proof.Pinned;
import io.muster.acl.decision.Reason;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Pins of all tenants, several of which may have the same. One writer, any number of readers. */
public final class PinBook {

    private final Map<String, Map<TenantId, Pin>> entries = new ConcurrentHashMap<>();

    /** Adds it; gives back the one whose place it takes. */
    public Optional<Pin> put(Pin pin) {
        return Optional.ofNullable(
                entries.computeIfAbsent(pin.name(), _ -> new ConcurrentHashMap<>())
                        .put(pin.tenant(), pin));
    }

    /** Takes it out; gives it back. */
    public Optional<Pin> remove(TenantId tenant, String name) {
        var known = Optional.ofNullable(entries.get(name)).map(pins -> pins.remove(tenant));
        entries.computeIfPresent(name, (_, pins) -> pins.isEmpty() ? null : pins);
        return known;
    }

    /** Takes out all of a device. */
    public void removeAll(TenantId tenant, DeviceId device) {
        entries.values().stream()
                .flatMap(pins -> pins.values().stream())
                .filter(pin -> pin.device().equals(device) && pin.tenant().equals(tenant))
                .toList()
                .forEach(pin -> remove(tenant, pin.name()));
    }

    /** What goes by that name, at most one of each tenant. */
    public Collection<Pin> find(String name) {
        var pins = entries.get(name);
        return pins == null ? List.of() : List.copyOf(pins.values());
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Why a device that proved itself so may not be connected now. */
    public Optional<Reason> objection(Device device, Pinned proof, Instant now) {
        var pins = entries.getOrDefault(proof.pin(), Map.of());
        var stands =
                Optional.ofNullable(pins.get(device.tenant()))
                        .filter(pin -> pin.device().equals(device.device()))
                        .filter(pin -> pin.term().holdsAt(now));
        return stands.isPresent() ? Optional.empty() : Optional.of(Reason.REVOKED);
    }
}
