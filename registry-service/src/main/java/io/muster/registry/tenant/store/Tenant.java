// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant.store;

import io.muster.platform.topic.TenantId;
import java.time.Instant;

/**
 * One of those who share the installation.
 *
 * @param devices how many there are that are not deleted; counts in the transactions that add and
 *     delete them, and is no part of the version
 * @param version counts the changes from 1; the entity tag of the resource
 */
public record Tenant(
        TenantId id,
        TenantOptions options,
        long devices,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
