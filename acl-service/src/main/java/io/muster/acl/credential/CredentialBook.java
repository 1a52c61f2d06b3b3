// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.credential;

import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Proof.Password;
import io.muster.acl.decision.Reason;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Credentials by user name, of all tenants. One writer, any number of readers. */
public final class CredentialBook {

    private record Key(TenantId tenant, String authId) {}

    private final Map<Key, Credential> entries = new ConcurrentHashMap<>();
    private volatile int costliest;

    /** Adds it; gives back the one whose place it takes. */
    public Optional<Credential> put(Credential credential) {
        costliest = Math.max(costliest, credential.hash().iterations());
        return Optional.ofNullable(
                entries.put(new Key(credential.tenant(), credential.authId()), credential));
    }

    /** Takes it out; gives it back. */
    public Optional<Credential> remove(TenantId tenant, String authId) {
        return Optional.ofNullable(entries.remove(new Key(tenant, authId)));
    }

    /** Takes out all of a device. */
    public void removeAll(TenantId tenant, DeviceId device) {
        entries.values()
                .removeIf(each -> each.device().equals(device) && each.tenant().equals(tenant));
    }

    public Optional<Credential> find(TenantId tenant, String authId) {
        return Optional.ofNullable(entries.get(new Key(tenant, authId)));
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** How much computing the costliest takes: for whom there is none, it has to take as much. */
    public int costliest() {
        return costliest;
    }

    /** Why a device that proved itself so may not be connected now. */
    public Optional<Reason> objection(Device device, Password proof, Instant now) {
        var stands =
                find(device.tenant(), proof.authId())
                        .filter(each -> each.device().equals(device.device()))
                        .filter(each -> each.mark().equals(proof.mark()))
                        .filter(each -> each.usableAt(now));
        return stands.isPresent() ? Optional.empty() : Optional.of(Reason.REVOKED);
    }
}
