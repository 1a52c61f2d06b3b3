// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Keeps what was used last, up to a total weight; what outweighs all of it is not kept. For any
 * number of threads.
 */
final class WeightedCache<K, V> {

    private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final ToLongFunction<V> weight;
    private final long capacity;
    private long total;

    WeightedCache(long capacity, ToLongFunction<V> weight) {
        this.capacity = capacity;
        this.weight = weight;
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void put(K key, V value) {
        remove(key);
        long added = weight.applyAsLong(value);
        if (added > capacity) {
            return;
        }
        while (total + added > capacity) {
            remove(entries.firstEntry().getKey());
        }
        entries.put(key, value);
        total += added;
    }

    private void remove(K key) {
        var gone = entries.remove(key);
        if (gone != null) {
            total -= weight.applyAsLong(gone);
        }
    }

    synchronized int size() {
        return entries.size();
    }
}
