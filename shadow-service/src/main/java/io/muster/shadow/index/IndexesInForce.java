// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.index;

import io.muster.platform.topic.TenantId;
import java.util.List;
import java.util.Map;

/**
 * The indexes to which written values go.
 *
 * @param changes how many declarations and removals had been made
 */
public record IndexesInForce(long changes, Map<TenantId, List<Target>> targets) {

    public IndexesInForce {
        targets = Map.copyOf(targets);
    }

    /** One of them. */
    public record Target(long id, IndexPath path) {}

    /** Those of a tenant. */
    public List<Target> of(TenantId tenant) {
        return targets.getOrDefault(tenant, List.of());
    }
}
