// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.live;

import io.muster.shadow.store.ShadowKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which streams are open, by their shadows. */
final class Feeds {

    private final Map<ShadowKey, Set<Feed>> open = new ConcurrentHashMap<>();

    boolean isEmpty() {
        return open.isEmpty();
    }

    void add(ShadowKey key, Feed feed) {
        open.compute(key, (_, others) -> with(others, feed));
    }

    private static Set<Feed> with(@Nullable Set<Feed> others, Feed feed) {
        var feeds = others == null ? ConcurrentHashMap.<Feed>newKeySet() : others;
        feeds.add(feed);
        return feeds;
    }

    void remove(ShadowKey key, Feed feed) {
        open.computeIfPresent(key, (_, feeds) -> without(feeds, feed));
    }

    private static @Nullable Set<Feed> without(Set<Feed> feeds, Feed feed) {
        feeds.remove(feed);
        return feeds.isEmpty() ? null : feeds;
    }

    /** The shadows that somebody follows. */
    Set<ShadowKey> keys() {
        return Set.copyOf(open.keySet());
    }

    void each(ShadowKey key, Consumer<Feed> action) {
        open.getOrDefault(key, Set.of()).forEach(action);
    }

    void each(BiConsumer<ShadowKey, Feed> action) {
        open.forEach((key, feeds) -> feeds.forEach(feed -> action.accept(key, feed)));
    }
}
