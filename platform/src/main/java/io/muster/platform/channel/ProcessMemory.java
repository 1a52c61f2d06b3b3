// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers for as long as the process lives. */
@ApplicationScoped
@DefaultBean
class ProcessMemory implements SessionMemory {

    private final Map<String, Set<String>> filters = new ConcurrentHashMap<>();

    @Override
    public Uni<Set<String>> recall(String clientId) {
        return Uni.createFrom().item(filters.getOrDefault(clientId, Set.of()));
    }

    @Override
    public Uni<Void> remember(String clientId, Set<String> known) {
        filters.put(clientId, Set.copyOf(known));
        return Uni.createFrom().voidItem();
    }
}
