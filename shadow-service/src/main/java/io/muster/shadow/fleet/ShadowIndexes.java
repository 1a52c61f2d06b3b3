// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.index.IndexPath;
import io.muster.shadow.index.ShadowIndex;
import io.muster.shadow.store.IndexedFields;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Declares and drops indexes, each in one transaction with its audit entry. */
@ApplicationScoped
class ShadowIndexes {

    /** Each costs every write of the value a row. */
    static final int MOST = 20;

    private final Database database;
    private final IndexTable table;
    private final IndexedFields fields;
    private final AuditLog audit;

    ShadowIndexes(Database database, IndexTable table, IndexedFields fields, AuditLog audit) {
        this.database = database;
        this.table = table;
        this.fields = fields;
        this.audit = audit;
    }

    /** Those that are built or ready, by their age. */
    Uni<List<ShadowIndex>> list(TenantId tenant) {
        return database.read(connection -> table.list(connection, tenant))
                .map(all -> all.stream().filter(ShadowIndexes::inForce).toList());
    }

    Uni<ShadowIndex> get(TenantId tenant, long id) {
        return list(tenant)
                .map(all ->
                        all.stream()
                                .filter(index -> index.id() == id)
                                .findFirst()
                                .orElseThrow(ShadowIndexes::missing));
    }

    /** From now on each write is in it; what is there already comes bit by bit. */
    Uni<ShadowIndex> declare(TenantId tenant, IndexPath path, String actor) {
        return database.transaction(connection ->
                        table.countChange(connection)
                                .chain(id ->
                                        table.list(connection, tenant)
                                                .invoke(all -> requireRoom(all, path))
                                                .chain(() ->
                                                        table.insert(connection, tenant, id, path)))
                                .call(index -> audit(connection, tenant, "declare", index, actor)))
                .call(fields::refresh);
    }

    /** It is there no more; its values are deleted later. */
    Uni<Void> drop(TenantId tenant, long id, String actor) {
        // The row first: whoever builds it holds that, and waits for shadows that wait for the
        // head.
        return database.transaction(connection ->
                        table.lock(connection, tenant, id)
                                .map(found -> found.orElseThrow(ShadowIndexes::missing))
                                .call(() -> table.countChange(connection))
                                .call(() -> table.drop(connection, tenant, id))
                                .call(index -> audit(connection, tenant, "drop", index, actor)))
                .call(fields::refresh)
                .replaceWithVoid();
    }

    private static void requireRoom(List<ShadowIndex> all, IndexPath path) {
        var inForce = all.stream().filter(ShadowIndexes::inForce).toList();
        if (inForce.stream().anyMatch(index -> index.path().equals(path))) {
            throw Problems.conflict("There is an index of this path.");
        }
        if (inForce.size() >= MOST || all.size() >= IndexTable.MOST) {
            throw Problems.conflict(
                    "A tenant has at most "
                            + MOST
                            + " indexes, and as many that were dropped in the last minutes.");
        }
    }

    private static boolean inForce(ShadowIndex index) {
        return index.state() != ShadowIndex.State.DROPPING;
    }

    private Uni<Void> audit(
            SqlConnection connection,
            TenantId tenant,
            String action,
            ShadowIndex index,
            String actor) {
        var detail = JsonNodeFactory.instance.objectNode().put("id", index.id());
        var entry =
                new AuditEntry(actor, "shadow-index." + action, index.path().toString(), detail);
        return audit.append(connection, tenant, entry);
    }

    private static RuntimeException missing() {
        return Problems.notFound("There is no such index.");
    }
}
