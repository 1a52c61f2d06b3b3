// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import io.muster.platform.sql.Database;
import io.muster.registry.status.store.CrlStore;
import io.muster.registry.status.store.CrlStore.Head;
import io.muster.registry.status.store.CrlStore.Lists;
import io.muster.registry.status.store.ListId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The lists as they are given out. Which one is the newest is looked up for each caller; its bytes
 * are read once.
 */
@ApplicationScoped
class CrlFiles {

    private final Database database;
    private final CrlStore store;
    private final WeightedCache<ListId, Lists> cache;

    CrlFiles(Database database, CrlStore store, StatusConfig config) {
        this.database = database;
        this.store = store;
        this.cache = new WeightedCache<>(config.crlCacheBytes(), CrlFiles::bytes);
    }

    private static long bytes(Lists lists) {
        return (long) lists.complete().length() + lists.delta().length();
    }

    Uni<Optional<Lists>> find(ListId list) {
        return database.read(connection -> store.head(connection, list))
                .chain(head ->
                        head.map(newest -> find(list, newest))
                                .orElse(Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<Lists>> find(ListId list, Head newest) {
        var cached = cache.find(list).filter(lists -> lists.head().number() == newest.number());
        return cached.isPresent()
                ? Uni.createFrom().item(cached)
                : database.read(connection -> store.read(connection, list))
                        .invoke(found -> found.ifPresent(lists -> cache.put(list, lists)));
    }
}
