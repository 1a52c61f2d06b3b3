// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.bounded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map that forgets what was used longest ago. Only for results that can be computed again: its
 * lock is held for a lookup's length and for nothing else.
 */
public final class RecentlyUsed<K, V> {

    private final Map<K, V> entries;

    public RecentlyUsed(int bound) {
        entries =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                        return size() > bound;
                    }
                };
    }

    public synchronized Optional<V> find(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    public synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    /** What the function makes of the value there, null for none, takes its place. */
    public synchronized void update(K key, Function<@Nullable V, V> next) {
        entries.put(key, next.apply(entries.get(key)));
    }

    public synchronized void remove(K key) {
        entries.remove(key);
    }

    public synchronized void clear() {
        entries.clear();
    }
}
