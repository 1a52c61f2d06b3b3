// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A device as the registry keeps it.
 *
 * @param uid never given again, also when another device gets the id later
 * @param version counts the changes from 1; the entity tag of the resource
 * @param deletedAt empty unless the device is deleted and may be restored
 */
public record Device(
        DeviceIdentity identity,
        UUID uid,
        DeviceState state,
        long version,
        DeviceDescription description,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> deletedAt) {}
