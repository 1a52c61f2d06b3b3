// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** Counts the changes of each tenant: the numbers by which replicas see that there is one. */
@ApplicationScoped
public class ChangeHeads {

    /** What can change. */
    public enum Kind {
        POLICIES
    }

    // The update changes nothing: it takes the row's lock whether the row is new or not.
    private static final String LOCK =
            """
            INSERT INTO change_head (tenant_id, kind, epoch) VALUES ($1, $2, 0)
            ON CONFLICT (tenant_id, kind) DO UPDATE SET epoch = change_head.epoch
            """;
    private static final String ADVANCE =
            "UPDATE change_head SET epoch = epoch + 1 WHERE tenant_id = $1 AND kind = $2";
    private static final String LIST = "SELECT tenant_id, epoch FROM change_head WHERE kind = $1";

    /**
     * Has the caller's transaction be the only one that changes this, up to its end. What it reads
     * after this call nobody else changes.
     */
    public Uni<Void> lock(SqlConnection connection, TenantId tenant, Kind kind) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(tenant.value(), kind.name()))
                .replaceWithVoid();
    }

    /** Tells the replicas, with the commit. */
    public Uni<Void> advance(SqlConnection connection, TenantId tenant, Kind kind) {
        return connection
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(tenant.value(), kind.name()))
                .replaceWithVoid();
    }

    /** The numbers of all tenants in which anything of the kind ever changed. */
    Uni<Map<TenantId, Long>> list(SqlConnection connection, Kind kind) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(kind.name()))
                .map(rows -> {
                    var epochs = new HashMap<TenantId, Long>();
                    rows.forEach(row ->
                            epochs.put(
                                    new TenantId(row.getString("tenant_id")),
                                    row.getLong("epoch")));
                    return epochs;
                });
    }
}
