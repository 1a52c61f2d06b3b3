// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Certificates that are good beside others of their device. */
@ApplicationScoped
public class OverlapStore {

    /**
     * A certificate's principal tells which one it was issued in the place of. One that was taken
     * back itself ends no other.
     */
    private static final String BESIDE =
            """
            WITH RECURSIVE before AS (
                SELECT o.fingerprint FROM certificate n JOIN certificate o ON o.tenant_id = n.tenant_id AND o.device_id = n.device_id
                WHERE n.tenant_id = $1 AND n.device_id = $2 AND n.fingerprint = $3 AND n.status = 'ACTIVE'
                    AND o.fingerprint <> $3 AND o.status IN ('ACTIVE', 'HOLD')
                    AND (o.replaced_by = $3 OR (n.principal LIKE 'certificate:%'
                        AND n.principal IN (o.principal, 'certificate:' || o.fingerprint)))
                UNION
                SELECT o.fingerprint FROM certificate o JOIN before b ON o.replaced_by = b.fingerprint
                WHERE o.tenant_id = $1 AND o.device_id = $2 AND o.fingerprint <> $3 AND o.status IN ('ACTIVE', 'HOLD'))
            SELECT fingerprint FROM before ORDER BY fingerprint
            """;

    /** Whatever became of the successor: a revoked one keeps nothing good. */
    private static final String OVERDUE =
            """
            SELECT tenant_id, device_id, fingerprint, replaced_at FROM certificate
            WHERE status IN ('ACTIVE', 'HOLD') AND replaced_at IS NOT NULL AND replaced_by IS NOT NULL
                AND replaced_at < now() - make_interval(secs => $1) AND (replaced_at, fingerprint) > ($2, $3)
            ORDER BY replaced_at, fingerprint LIMIT $4
            """;

    /** A certificate that is good for longer than it should be. */
    public record Overdue(DeviceIdentity identity, Fingerprint certificate, Instant replacedAt) {}

    /**
     * The certificates that the device of this one needs no more when it has come with it: those
     * whose place it has taken, or the place of what took theirs, and others in the same place.
     */
    public Uni<List<Fingerprint>> beside(
            SqlConnection connection, DeviceIdentity identity, Fingerprint shown) {
        return connection
                .preparedQuery(BESIDE)
                .execute(
                        Tuple.of(identity.tenant().value(), identity.device().value(), shown.hex()))
                .map(rows ->
                        rows.stream()
                                .map(row -> new Fingerprint(row.getString("fingerprint")))
                                .toList());
    }

    /** Some that should have ended, the most overdue first, after the last of the batch before. */
    public Uni<List<Overdue>> overdue(
            SqlConnection connection, Duration overlap, Optional<Overdue> after, int limit) {
        var values =
                Tuple.of(
                        (double) overlap.toSeconds(),
                        after.map(Overdue::replacedAt)
                                .orElse(Instant.EPOCH)
                                .atOffset(ZoneOffset.UTC),
                        after.map(last -> last.certificate().hex()).orElse(""),
                        limit);
        return connection
                .preparedQuery(OVERDUE)
                .execute(values)
                .map(rows -> rows.stream().map(OverlapStore::overdue).toList());
    }

    private static Overdue overdue(Row row) {
        return new Overdue(
                new DeviceIdentity(
                        new TenantId(row.getString("tenant_id")),
                        new DeviceId(row.getString("device_id"))),
                new Fingerprint(row.getString("fingerprint")),
                row.getOffsetDateTime("replaced_at").toInstant());
    }
}
