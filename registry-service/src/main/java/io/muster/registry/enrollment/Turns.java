// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.topic.TenantId;
import java.util.HashMap;
import java.util.Map;

/**
 * Whose turn it is: tenants one after the other, however much each of them wants. Each piece of
 * work gets a number when it comes, one after the tenant's last or after what is being served now,
 * whichever is later; smaller numbers go first. Who comes fresh is thus served after at most one
 * piece of work of each tenant that waits. Remembers tenants that wait and no others.
 */
final class Turns {

    /** A place in the order. */
    record Turn(TenantId tenant, long number) {}

    private static final class Waiting {
        private long last;
        private int count;
    }

    private final Map<TenantId, Waiting> tenants = new HashMap<>();
    private long served;

    /** How much of a tenant's work waits. */
    synchronized int waiting(TenantId tenant) {
        var known = tenants.get(tenant);
        return known == null ? 0 : known.count;
    }

    /** Takes work in. */
    synchronized Turn next(TenantId tenant) {
        var known = tenants.computeIfAbsent(tenant, _ -> new Waiting());
        known.last = Math.max(served, known.last) + 1;
        known.count++;
        return new Turn(tenant, known.last);
    }

    /** Work is being done and waits no more. */
    synchronized void served(Turn turn) {
        served = Math.max(served, turn.number());
        var known = tenants.get(turn.tenant());
        if (known != null && --known.count == 0) {
            tenants.remove(turn.tenant());
        }
    }

    /** How many tenants wait. */
    synchronized int size() {
        return tenants.size();
    }
}
