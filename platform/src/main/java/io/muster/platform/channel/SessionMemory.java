// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/**
 * Remembers which filters a persistent session may be subscribed to. The broker knows, but MQTT has
 * no way to ask it; without a memory a filter that was taken out of the configuration would go on
 * delivering for as long as the session lives.
 */
interface SessionMemory {

    /** For a session that ends with its connection: the next one begins without any filter. */
    SessionMemory NONE =
            new SessionMemory() {
                @Override
                public Uni<Set<String>> recall(String clientId) {
                    return Uni.createFrom().item(Set.of());
                }

                @Override
                public Uni<Void> remember(String clientId, Set<String> filters) {
                    return Uni.createFrom().voidItem();
                }
            };

    /** Every filter that the session of this client id may still have. */
    Uni<Set<String>> recall(String clientId);

    /** Replaces what is remembered of this client id. */
    Uni<Void> remember(String clientId, Set<String> filters);
}
