// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Which replica advances a tenant's rollouts. It only saves the others the work: two that believe
 * to hold it do no harm, because every step holds its rollout's lock.
 */
@ApplicationScoped
public class ConductLease {

    // The database's clock decides, so replicas need not agree on theirs.
    private static final String TAKE =
            """
            INSERT INTO conduct_lease (tenant_id, holder, held_until) VALUES ($1, $2, now() + interval '15 seconds')
            ON CONFLICT (tenant_id) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
            WHERE conduct_lease.holder = excluded.holder OR conduct_lease.held_until < now()
            """;
    private static final String RELEASE =
            "DELETE FROM conduct_lease WHERE tenant_id = $1 AND holder = $2";

    /** Takes or renews the lease; answers whether it is the caller's. */
    public Uni<Boolean> take(SqlConnection connection, TenantId tenant, UUID holder) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(tenant.value(), holder))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Gives the lease back, so that whoever is told of work next need not wait for it. */
    public Uni<Void> release(SqlConnection connection, TenantId tenant, UUID holder) {
        return connection
                .preparedQuery(RELEASE)
                .execute(Tuple.of(tenant.value(), holder))
                .replaceWithVoid();
    }
}
