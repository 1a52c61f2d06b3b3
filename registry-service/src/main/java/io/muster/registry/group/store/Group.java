// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group.store;

import io.muster.registry.identity.GroupPath;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A group of devices.
 *
 * @param query finds the members; empty when they are put in by hand
 * @param settling whether members are still being found by a new query
 * @param version counts the changes from 1; the entity tag of the resource
 */
public record Group(
        UUID id,
        GroupPath path,
        Optional<String> displayName,
        Optional<String> query,
        boolean settling,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
