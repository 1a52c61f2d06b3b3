// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import io.muster.platform.topic.DeviceId;
import java.util.Optional;

/**
 * Whom a claim is for, and from where.
 *
 * @param device the one device; or else
 * @param pattern the ids of the devices
 */
public record ClaimScope(
        Optional<DeviceId> device, Optional<IdPattern> pattern, Networks networks) {

    /** For one device, from anywhere. */
    public static ClaimScope of(DeviceId device) {
        return new ClaimScope(Optional.of(device), Optional.empty(), Networks.ANYWHERE);
    }

    /** Whether a device is meant. */
    public boolean covers(DeviceId wanted) {
        return device.map(wanted::equals)
                .orElseGet(() -> pattern.filter(ids -> ids.matches(wanted)).isPresent());
    }
}
