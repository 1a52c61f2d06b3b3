// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.registry.identity.Device;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A device with what other features know of it, read in one statement.
 *
 * @param groups the paths of those that the device is in itself, in order
 */
public record DeviceOverview(
        Device device,
        List<String> groups,
        CertificateCount certificates,
        Optional<LastPresence> presence) {

    public DeviceOverview {
        groups = List.copyOf(groups);
    }

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
