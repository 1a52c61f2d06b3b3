// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceCertificate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Which certificates near their end, and that somebody was told. */
@ApplicationScoped
public class ExpiryStore {

    private static final String DUE_TENANTS =
            """
            SELECT t.tenant_id FROM tenant t WHERE EXISTS (
                SELECT 1 FROM certificate c WHERE c.tenant_id = t.tenant_id AND c.warn_at <= now())
            LIMIT $1
            """;

    /** Those that need no warning lose their time too, so that nobody looks at them again. */
    private static final String TAKE =
            """
            WITH due AS (
                SELECT tenant_id, fingerprint FROM certificate
                WHERE tenant_id = $1 AND warn_at <= now()
                ORDER BY warn_at LIMIT $2 FOR UPDATE SKIP LOCKED),
            taken AS (
                UPDATE certificate c SET warn_at = NULL FROM due d
                WHERE c.tenant_id = d.tenant_id AND c.fingerprint = d.fingerprint
                RETURNING c.*)
            SELECT * FROM taken
            WHERE status <> 'REVOKED' AND replaced_by IS NULL AND not_after > now()
            ORDER BY not_after, fingerprint
            """;

    /** Some tenants that have certificates to look at. */
    public Uni<List<TenantId>> dueTenants(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(DUE_TENANTS)
                .execute(Tuple.of(limit))
                .map(rows ->
                        rows.stream()
                                .map(row -> new TenantId(row.getString("tenant_id")))
                                .toList());
    }

    /** Takes some certificates that are good and have no successor; each is taken once. */
    public Uni<List<DeviceCertificate>> take(SqlConnection connection, TenantId tenant, int limit) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(tenant.value(), limit))
                .map(rows -> rows.stream().map(CertificateRows::certificate).toList());
    }
}
