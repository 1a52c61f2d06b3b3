// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.tie;

import io.muster.registry.bulk.input.RowFault;
import io.muster.registry.credential.HashedCredential;
import io.muster.registry.credential.store.Credential;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.DeviceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is to be done for the credentials of rows, given those that are there. */
public final class LoginPlan {

    private static final int MOST = 20;

    private final Known known;
    private final Instant now;

    public LoginPlan(Known known, Instant now) {
        this.known = known;
        this.now = now;
    }

    /** Credentials that are new, and those that say something else from now on. */
    record Logins(List<Credential> added, List<Credential> replaced) {}

    Logins of(
            DeviceIdentity device, Optional<Device> existing, List<HashedCredential> credentials) {
        var logins = new Logins(new ArrayList<>(), new ArrayList<>());
        var names = new HashSet<String>();
        for (int i = 0; i < credentials.size(); i++) {
            var at = "/credentials/" + i;
            if (!names.add(credentials.get(i).nameOf(device))) {
                throw new RowFault("row-invalid", at, "The row has this authId twice.");
            }
            sort(credentials.get(i), device, at, logins);
        }
        requireInService(existing, logins);
        requireRoom(device, logins);
        return logins;
    }

    private void sort(HashedCredential wanted, DeviceIdentity device, String at, Logins into) {
        var there = known.logins().get(wanted.nameOf(device));
        if (there == null) {
            into.added().add(wanted.keptFor(device, UUID.randomUUID(), now));
            return;
        }
        var kept = wanted.keptFor(device, there.id(), now);
        if (!there.device().equals(device) || there.type() != kept.type()) {
            throw new RowFault(
                    "already-exists",
                    at,
                    "The tenant has a credential with this authId, of another device or type.");
        }
        if (!same(there, kept)) {
            into.replaced().add(kept);
        }
    }

    private static boolean same(Credential one, Credential other) {
        return one.secret().equals(other.secret())
                && one.enabled() == other.enabled()
                && one.notBefore().equals(other.notBefore())
                && one.notAfter().equals(other.notAfter());
    }

    private static void requireInService(Optional<Device> existing, Logins logins) {
        boolean retired =
                existing.filter(device -> device.state() == DeviceState.RETIRED).isPresent();
        if (retired && !logins.added().isEmpty()) {
            throw new RowFault("conflict", "/credentials", "The device is retired.");
        }
    }

    private void requireRoom(DeviceIdentity device, Logins logins) {
        int held = known.held().getOrDefault(device.device().value(), 0);
        if (held + logins.added().size() > MOST) {
            throw new RowFault(
                    "conflict", "/credentials", "A device has at most " + MOST + " credentials.");
        }
    }
}
