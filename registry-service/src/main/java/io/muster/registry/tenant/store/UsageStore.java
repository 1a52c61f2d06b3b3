// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.certificate.store.CountedCertificates;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** How much of its quotas a tenant uses; nothing here is counted over all of its devices. */
@ApplicationScoped
public class UsageStore {

    // By the jobs' states, because few jobs of all tenants are open and many are over.
    private static final String FLOW =
            """
            SELECT coalesce((
                    SELECT issued FROM enrollment_minute
                    WHERE tenant_id = $1 AND began_at > now() - interval '1 minute'), 0) AS enrollments,
                coalesce((
                    SELECT max(total) FROM bulk_job
                    WHERE tenant_id = $1 AND state IN ('QUEUED', 'RUNNING')), 0) AS rows
            """;
    private static final String CERTIFICATES =
            "SELECT ("
                    + CountedCertificates.COUNT
                    + ") AS counted FROM device WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL";

    /**
     * What passes by.
     *
     * @param enrollments first certificates of the minute that runs
     * @param rows rows of the largest import or bulk issue that is not over
     */
    public record Flow(long enrollments, long rows) {}

    /** What passes by at the moment. */
    public Uni<Flow> flow(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(FLOW)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.iterator().next())
                .map(row -> new Flow(row.getLong("enrollments"), row.getLong("rows")));
    }

    /**
     * The certificates of a device that count for its quota; empty when there is no such device.
     */
    public Uni<Optional<Long>> certificates(SqlConnection connection, DeviceIdentity device) {
        return connection
                .preparedQuery(CERTIFICATES)
                .execute(Tuple.of(device.tenant().value(), device.device().value()))
                .map(rows -> rows.stream().findFirst().map(row -> row.getLong("counted")));
    }
}
