// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook.store;

import io.muster.platform.topic.TenantId;
import java.util.Map;
import java.util.UUID;

/**
 * How many more deliveries may be under way, and how many are.
 *
 * @param free in all
 */
public record Room(int free, Map<TenantId, Integer> tenants, Map<UUID, Integer> webhooks) {

    /** At once, of one tenant: another's slow receivers leave the rest for the others. */
    public static final int PER_TENANT = 4;

    /** At once, to one webhook. */
    public static final int PER_WEBHOOK = 2;

    public Room {
        tenants = Map.copyOf(tenants);
        webhooks = Map.copyOf(webhooks);
    }
}
