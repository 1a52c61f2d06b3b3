// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.acl.store.RevocationHeads.Head;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what changed in the tables of revocations. */
@ApplicationScoped
class StoredRevocations {

    private static final int AT_A_TIME = 4;
    private static final int PAGE = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Schema schema;
    private final Database database;
    private final RevocationHeads heads;
    private final RevocationStore store;

    StoredRevocations(
            Schema schema, Database database, RevocationHeads heads, RevocationStore store) {
        this.schema = schema;
        this.database = database;
        this.heads = heads;
        this.store = store;
    }

    /**
     * What the tables hold that is not known yet.
     *
     * @param revisions the numbers of all tenants, as read before their rows: what was changed in
     *     between is read a second time, never missed
     */
    record News(Map<TenantId, Long> revisions, List<Changes> changes) {}

    /**
     * The changes of a tenant, in their order.
     *
     * @param whole whether these are all there are, so that what is not among them is no more
     */
    record Changes(TenantId tenant, boolean whole, List<StoredRevocation> rows) {}

    /** What changed since the numbers were these. */
    Uni<News> since(Map<TenantId, Long> known) {
        return schema.ensure()
                .chain(() -> database.read(heads::list))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .chain(found -> load(known, found));
    }

    private Uni<News> load(Map<TenantId, Long> known, Map<TenantId, Head> found) {
        return Multi.createFrom()
                .iterable(found.entrySet())
                .filter(head -> head.getValue().revision() != known.getOrDefault(head.getKey(), 0L))
                .onItem()
                .transformToUni(head ->
                        changes(
                                head.getKey(),
                                head.getValue(),
                                known.getOrDefault(head.getKey(), 0L)))
                .merge(AT_A_TIME)
                .collect()
                .asList()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(changes -> new News(revisions(found), changes));
    }

    private static Map<TenantId, Long> revisions(Map<TenantId, Head> heads) {
        return heads.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, head -> head.getValue().revision()));
    }

    private Uni<Changes> changes(TenantId tenant, Head head, long known) {
        boolean whole = head.outOfReach(known);
        var rows = new ArrayList<StoredRevocation>();
        return read(tenant, whole ? 0 : known, rows)
                .map(_ -> new Changes(tenant, whole, List.copyOf(rows)));
    }

    private Uni<Void> read(TenantId tenant, long after, List<StoredRevocation> into) {
        return database.read(connection -> store.changes(connection, tenant, after, PAGE))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .invoke(page -> into.addAll(page.read()))
                .chain(page ->
                        page.rows() < PAGE
                                ? Uni.createFrom().voidItem()
                                : read(tenant, page.last(), into));
    }
}
