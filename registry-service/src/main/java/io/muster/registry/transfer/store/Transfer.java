// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.transfer.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An offer to give a device away.
 *
 * @param device as the offering tenant knows it
 * @param to the tenant that may take it, or took it; empty while whoever has the code may
 * @param codeHash digest of the code; empty where a tenant is named
 * @param newId the device's id in the other tenant, once it is there
 */
public record Transfer(
        UUID id,
        DeviceIdentity device,
        UUID uid,
        Optional<TenantId> to,
        Optional<String> codeHash,
        TransferState stored,
        String offeredBy,
        Optional<String> newId,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> decidedAt) {

    /** Whose offer it is. */
    public TenantId from() {
        return device.tenant();
    }

    /** The state at a moment: an offer runs out without anybody writing it down. */
    public TransferState state(Instant now) {
        return stored == TransferState.OFFERED && !now.isBefore(expiresAt)
                ? TransferState.EXPIRED
                : stored;
    }

    /** Whether a tenant may know of it without a code. */
    public boolean concerns(TenantId tenant) {
        return from().equals(tenant) || to.filter(tenant::equals).isPresent();
    }
}
