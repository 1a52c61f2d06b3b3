// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** How certificates follow one another, and what one that has expired is still good for. */
@ApplicationScoped
public class RenewalStore {

    private static final String PROFILE =
            "SELECT profile FROM certificate WHERE tenant_id = $1 AND fingerprint = $2";
    private static final String CURRENT =
            """
            SELECT fingerprint FROM certificate
            WHERE tenant_id = $1 AND device_id = $2 AND status = 'ACTIVE' AND not_after > now()
            ORDER BY issued_at DESC, fingerprint LIMIT 1
            """;
    private static final String REPLACE =
            """
            UPDATE certificate SET replaced_by = $3, replaced_at = coalesce(replaced_at, now())
            WHERE tenant_id = $1 AND fingerprint = $2
            """;
    private static final String USE_GRACE =
            """
            UPDATE certificate c SET grace_used_at = now()
            WHERE tenant_id = $1 AND fingerprint = $2 AND grace_used_at IS NULL
                AND not_after + make_interval(secs => $3) > $4
                AND NOT EXISTS (
                    SELECT 1 FROM certificate n
                    WHERE n.tenant_id = c.tenant_id AND n.device_id = c.device_id
                        AND n.issued_at > c.issued_at AND n.status = 'ACTIVE')
            """;
    private static final String ALLOW =
            """
            INSERT INTO reenroll_allowance (tenant_id, device_id, expires_at)
            VALUES ($1, $2, now() + interval '7 days')
            ON CONFLICT (tenant_id, device_id) DO UPDATE SET expires_at = excluded.expires_at
            """;
    private static final String FORGET_ALLOWANCES =
            """
            DELETE FROM reenroll_allowance WHERE (tenant_id, device_id) IN (
                SELECT tenant_id, device_id FROM reenroll_allowance WHERE expires_at < now() LIMIT $1)
            """;
    private static final String USE_ALLOWANCE =
            """
            DELETE FROM reenroll_allowance
            WHERE tenant_id = $1 AND device_id = $2 RETURNING expires_at > now() AS good
            """;

    /** The label of the profile that a certificate was issued by; empty for an unknown one. */
    public Uni<Optional<String>> profile(
            SqlConnection connection, TenantId tenant, Fingerprint certificate) {
        return connection
                .preparedQuery(PROFILE)
                .execute(Tuple.of(tenant.value(), certificate.hex()))
                .map(rows -> rows.stream().findFirst().map(row -> row.getString("profile")));
    }

    /** The newest certificate of a device that is good now. */
    public Uni<Optional<Fingerprint>> current(SqlConnection connection, DeviceIdentity identity) {
        return connection
                .preparedQuery(CURRENT)
                .execute(Tuple.of(identity.tenant().value(), identity.device().value()))
                .map(rows ->
                        rows.stream()
                                .findFirst()
                                .map(row -> new Fingerprint(row.getString("fingerprint"))));
    }

    /**
     * Remembers which certificate follows another one. The time until that one ends does not begin
     * again with a further successor.
     */
    public Uni<Void> replace(
            SqlConnection connection, Fingerprint old, DeviceCertificate successor) {
        var tenant = successor.identity().tenant().value();
        return connection
                .preparedQuery(REPLACE)
                .execute(Tuple.of(tenant, old.hex(), successor.fingerprint().hex()))
                .replaceWithVoid();
    }

    /**
     * Uses the one grace of an expired certificate; false when it was used, is over, or the device
     * has a later certificate.
     */
    public Uni<Boolean> useGrace(
            SqlConnection connection,
            DeviceCertificate certificate,
            Duration grace,
            OffsetDateTime now) {
        return connection
                .preparedQuery(USE_GRACE)
                .execute(
                        key(certificate)
                                .addDouble((double) grace.toSeconds())
                                .addOffsetDateTime(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Lets a device renew once with a certificate that has expired, within a week. */
    public Uni<Void> allow(SqlConnection connection, DeviceIdentity identity) {
        return connection
                .preparedQuery(ALLOW)
                .execute(Tuple.of(identity.tenant().value(), identity.device().value()))
                .replaceWithVoid();
    }

    /** Uses such a permission up; false when there is none. */
    public Uni<Boolean> useAllowance(SqlConnection connection, DeviceIdentity identity) {
        return connection
                .preparedQuery(USE_ALLOWANCE)
                .execute(Tuple.of(identity.tenant().value(), identity.device().value()))
                .map(rows -> rows.stream().anyMatch(row -> row.getBoolean("good")));
    }

    /** Forgets some permissions that are over; answers how many. */
    public Uni<Integer> forgetAllowances(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(FORGET_ALLOWANCES)
                .execute(Tuple.of(limit))
                .map(rows -> rows.rowCount());
    }

    private static Tuple key(DeviceCertificate certificate) {
        return Tuple.of(certificate.identity().tenant().value(), certificate.fingerprint().hex());
    }
}
