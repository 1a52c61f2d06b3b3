// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.acl.book.Edition;
import io.muster.acl.book.PolicyCompiler;
import io.muster.acl.store.ChangeHeads.Kind;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Reads what changed in the tables, and compiles it, away from the threads that decide. */
@ApplicationScoped
class StoredEditions {

    private static final int AT_A_TIME = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Schema schema;
    private final Database database;
    private final ChangeHeads heads;
    private final PolicyStore policies;
    private final PolicyCompiler compiler;

    StoredEditions(
            Schema schema,
            Database database,
            ChangeHeads heads,
            PolicyStore policies,
            PolicyCompiler compiler) {
        this.schema = schema;
        this.database = database;
        this.heads = heads;
        this.policies = policies;
        this.compiler = compiler;
    }

    /**
     * What the tables hold that is not known yet.
     *
     * @param epochs the numbers of all tenants, as read before their documents: what was changed in
     *     between is read a second time, never missed
     */
    record News(Map<TenantId, Long> epochs, Map<TenantId, Edition> editions) {}

    /** What changed since the numbers were these. */
    Uni<News> since(Map<TenantId, Long> known) {
        return schema.ensure()
                .chain(() -> database.read(connection -> heads.list(connection, Kind.POLICIES)))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .chain(epochs -> load(known, epochs));
    }

    private Uni<News> load(Map<TenantId, Long> known, Map<TenantId, Long> epochs) {
        var changed =
                epochs.entrySet().stream()
                        .filter(head -> !head.getValue().equals(known.get(head.getKey())))
                        .map(Map.Entry::getKey)
                        .toList();
        var editions = new HashMap<TenantId, Edition>();
        return Multi.createFrom()
                .iterable(changed)
                .onItem()
                .transformToUni(tenant -> edition(tenant).map(found -> Map.entry(tenant, found)))
                .merge(AT_A_TIME)
                .invoke(found -> editions.put(found.getKey(), found.getValue()))
                .collect()
                .last()
                .map(_ -> new News(epochs, editions));
    }

    private Uni<Edition> edition(TenantId tenant) {
        return database.read(connection -> policies.texts(connection, tenant))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(texts -> compiler.compile(tenant, texts));
    }
}
