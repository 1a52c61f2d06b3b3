// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.live;

import io.muster.platform.topic.TenantId;
import java.util.HashMap;
import java.util.Map;

/** How many streams there are, in all and of each tenant. */
final class Seats {

    private final int all;
    private final int ofTenant;
    private final Map<TenantId, Integer> taken = new HashMap<>();
    private int total;

    Seats(int all, int ofTenant) {
        this.all = all;
        this.ofTenant = ofTenant;
    }

    /** Takes one unless they are all taken. */
    synchronized boolean take(TenantId tenant) {
        if (total >= all || taken.getOrDefault(tenant, 0) >= ofTenant) {
            return false;
        }
        total++;
        taken.merge(tenant, 1, Integer::sum);
        return true;
    }

    /** Gives one back. */
    synchronized void leave(TenantId tenant) {
        total--;
        taken.computeIfPresent(tenant, (_, count) -> count == 1 ? null : count - 1);
    }
}
