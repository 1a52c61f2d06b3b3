// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.registry.identity.Device;
import java.time.Instant;
import java.util.Optional;

/** A device with what other features know of it, read in one statement. */
public record DeviceOverview(
        Device device, CertificateCount certificates, Optional<LastPresence> presence) {

    /** How many certificates there are, and when the last good one ends. */
    public record CertificateCount(long active, long revoked, Optional<Instant> expiresAt) {}

    /** Whether the device is connected, and since when. */
    public record LastPresence(
            boolean connected,
            String session,
            Instant changedAt,
            String reason,
            Optional<String> firmware,
            Instant lastSeenAt) {}
}
