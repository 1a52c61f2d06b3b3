// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import io.muster.registry.webhook.store.DueDelivery;
import io.muster.registry.webhook.store.Room;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The deliveries that this replica is sending. */
final class Flights {

    /** At once; each may wait for a receiver for as long as the timeout. */
    static final int MOST = 32;

    private final Map<UUID, DueDelivery> flying = new HashMap<>();

    synchronized void begin(DueDelivery delivery) {
        flying.put(delivery.id(), delivery);
    }

    synchronized void end(DueDelivery delivery) {
        flying.remove(delivery.id());
    }

    /** What may be taken besides. */
    synchronized Room room() {
        return new Room(
                MOST - flying.size(), count(DueDelivery::tenant), count(DueDelivery::webhook));
    }

    private <K> Map<K, Integer> count(Function<DueDelivery, K> key) {
        return flying.values().stream()
                .collect(Collectors.groupingBy(key, Collectors.summingInt(_ -> 1)));
    }
}
