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
