// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.certificate.store.CountedCertificates;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * What of a tenant's quotas of certificates is used: by one device, and in the minute that runs.
 * Times are the database's, so that replicas agree on the minute.
 */
@ApplicationScoped
public class IssueQuotaStore {

    private static final String TAKE =
            """
            INSERT INTO enrollment_minute AS m (tenant_id, began_at, issued) SELECT $1::text, now(), 1 WHERE $2::bigint > 0
            ON CONFLICT (tenant_id) DO UPDATE
            SET began_at = CASE WHEN m.began_at <= now() - interval '1 minute' THEN now() ELSE m.began_at END,
                issued = CASE WHEN m.began_at <= now() - interval '1 minute' THEN 1 ELSE m.issued + 1 END
            WHERE m.began_at <= now() - interval '1 minute' OR m.issued < $2::bigint
            """;
    private static final String WAIT =
            """
            SELECT ceil(extract(epoch FROM began_at + interval '1 minute' - clock_timestamp()))::bigint AS seconds
            FROM enrollment_minute WHERE tenant_id = $1
            """;
    private static final long MINUTE = 60;

    /** The certificates of a device that count; exact only under the lock of the device's row. */
    public Uni<Long> certificates(SqlConnection connection, DeviceIdentity identity) {
        return connection
                .preparedQuery(CountedCertificates.COUNT)
                .execute(Tuple.of(identity.tenant().value(), identity.device().value()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /**
     * Counts one more of a tenant's minute, whose row stays locked until the transaction ends;
     * false when so many have been issued in it already.
     */
    public Uni<Boolean> take(SqlConnection connection, TenantId tenant, long perMinute) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(tenant.value(), perMinute))
                .map(rows -> rows.rowCount() == 1);
    }

    /** How long it is until the tenant's next minute, a second at least. */
    public Uni<Duration> untilNextMinute(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(WAIT)
                .execute(Tuple.of(tenant.value()))
                .map(rows ->
                        rows.stream()
                                .findFirst()
                                .map(row -> row.getLong("seconds"))
                                .map(seconds -> Math.clamp(seconds, 1, MINUTE))
                                .orElse(MINUTE))
                .map(Duration::ofSeconds);
    }
}
