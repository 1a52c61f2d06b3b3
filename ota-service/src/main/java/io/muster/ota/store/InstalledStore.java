// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What devices were last seen running, by product. */
@ApplicationScoped
public class InstalledStore {

    private static final String SAVE =
            """
            INSERT INTO installed (tenant_id, device_id, product, version, seen_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant_id, device_id, product)
            DO UPDATE SET version = excluded.version, seen_at = excluded.seen_at
            """;

    // Its job was called back or given up, and yet it took the release: it is to be sent back.
    private static final String WAKE_ENDED =
            """
            UPDATE rollout SET due_at = $5
            WHERE tenant_id = $1 AND state IN ('ROLLED_BACK', 'ROLLBACK_FAILED') AND id IN (
                SELECT rollout_id FROM job WHERE tenant_id = $1 AND device_id = $2 AND product = $3 AND version = $4
                  AND kind = 'UPDATE')
            """;

    /** Has ended rollouts look at a device that runs what they took back. */
    public Uni<Void> wakeEnded(
            SqlConnection connection,
            TenantId tenant,
            DeviceId device,
            String product,
            String version,
            Instant now) {
        return connection
                .preparedQuery(WAKE_ENDED)
                .execute(Tuple.of(tenant.value(), device.value(), product, version, Rows.utc(now)))
                .replaceWithVoid();
    }

    /** Notes what a device runs. */
    public Uni<Void> save(
            SqlConnection connection,
            TenantId tenant,
            DeviceId device,
            String product,
            String version,
            Instant now) {
        return connection
                .preparedQuery(SAVE)
                .execute(Tuple.of(tenant.value(), device.value(), product, version, Rows.utc(now)))
                .replaceWithVoid();
    }
}
