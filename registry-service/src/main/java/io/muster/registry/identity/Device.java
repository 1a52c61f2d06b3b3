// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import java.time.Instant;

/**
 * A device as the registry keeps it.
 *
 * @param version counts the changes from 1; the entity tag of the resource
 */
public record Device(
        DeviceIdentity identity,
        DeviceState state,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** The next version of this device in another state. */
    public Device become(DeviceState next, Instant now) {
        return new Device(identity, next, version + 1, createdAt, now);
    }
}
