// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.type.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What devices of a type have in common.
 *
 * @param attributeSchema a JSON Schema as text
 * @param heartbeat how often its devices are heard, unless they say so themselves
 * @param gateway whether its devices may speak for others
 * @param version counts the changes from 1; the entity tag of the resource
 */
public record DeviceType(
        String id,
        Optional<String> displayName,
        Optional<String> attributeSchema,
        Optional<Duration> heartbeat,
        boolean gateway,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
