// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** Numbers the changes of each tenant's revocations. */
@ApplicationScoped
class RevocationHeads {

    // The update changes nothing: it takes the row's lock whether the row is new or not.
    private static final String LOCK =
            """
            INSERT INTO revocation_head (tenant_id, revision, horizon) VALUES ($1, 0, 0)
            ON CONFLICT (tenant_id) DO UPDATE SET revision = revocation_head.revision
            """;
    private static final String ADVANCE =
            """
            UPDATE revocation_head SET revision = revision + 1 WHERE tenant_id = $1
            RETURNING revision
            """;
    private static final String FORGET =
            """
            UPDATE revocation_head SET horizon = greatest(horizon, $2) WHERE tenant_id = $1
            """;
    private static final String LIST = "SELECT tenant_id, revision, horizon FROM revocation_head";

    /**
     * How far a tenant's changes go.
     *
     * @param revision the last one
     * @param horizon the last of which nothing may be left
     */
    record Head(long revision, long horizon) {

        /** Says whether who knows the changes up to this one can't learn the rest from the rows. */
        boolean outOfReach(long known) {
            return known < horizon || known > revision;
        }
    }

    /** Has the caller's transaction be the only one that changes the tenant's, up to its end. */
    Uni<Void> lock(SqlConnection connection, TenantId tenant) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(tenant.value())).replaceWithVoid();
    }

    /** The number of the next change; replicas learn of it with the commit. */
    Uni<Long> advance(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.iterator().next().getLong("revision"));
    }

    /** Changes up to this one may be gone. */
    Uni<Void> forget(SqlConnection connection, TenantId tenant, long revision) {
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(tenant.value(), revision))
                .replaceWithVoid();
    }

    /** Those of all tenants in which anything ever was revoked. */
    Uni<Map<TenantId, Head>> list(SqlConnection connection) {
        return connection
                .preparedQuery(LIST)
                .execute()
                .map(rows -> {
                    var heads = new HashMap<TenantId, Head>();
                    rows.forEach(row ->
                            heads.put(
                                    new TenantId(row.getString("tenant_id")),
                                    new Head(row.getLong("revision"), row.getLong("horizon"))));
                    return heads;
                });
    }
}
