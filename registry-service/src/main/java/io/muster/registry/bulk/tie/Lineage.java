// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.tie;

import io.muster.registry.gateway.store.GatewayBatchStore.Link;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who speaks for whom, as it will be after the rows that were looked at. */
final class Lineage {

    private final Map<String, Set<String>> gateways = new HashMap<>();

    Lineage(List<Link> links) {
        links.forEach(link -> of(link.device()).add(link.gateway()));
    }

    private Set<String> of(String device) {
        return gateways.computeIfAbsent(device, _ -> new HashSet<>());
    }

    /** The gateways of a device itself. */
    Set<String> gatewaysOf(String device) {
        return Set.copyOf(gateways.getOrDefault(device, Set.of()));
    }

    /** Whether a device would, by way of others, be its own gateway. */
    boolean closes(String device, Collection<String> wanted) {
        var seen = new HashSet<>(wanted);
        var next = new ArrayDeque<>(wanted);
        while (!next.isEmpty()) {
            var at = next.remove();
            if (at.equals(device)) {
                return true;
            }
            gateways.getOrDefault(at, Set.of()).stream().filter(seen::add).forEach(next::add);
        }
        return false;
    }

    /** From now on these speak for a device, and no others. */
    void replace(String device, Set<String> wanted) {
        gateways.put(device, new HashSet<>(wanted));
    }
}
