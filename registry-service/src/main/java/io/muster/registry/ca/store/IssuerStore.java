// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The certificates of the authorities; their keys are elsewhere. */
@ApplicationScoped
public class IssuerStore {

    private static final String FIND_ISSUING =
            "SELECT fingerprint FROM issuer WHERE tenant_id = $1 AND state = 'ISSUING'";
    private static final String INSERT =
            """
            INSERT INTO issuer (tenant_id, fingerprint, state, certificate_pem) VALUES ($1, $2, 'ISSUING', $3)
            ON CONFLICT DO NOTHING
            """;

    /** Finds the authority that issues for a tenant. */
    public Uni<Optional<Fingerprint>> findIssuing(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(FIND_ISSUING)
                .execute(Tuple.of(tenant.value()))
                .map(rows ->
                        rows.stream()
                                .findFirst()
                                .map(row -> new Fingerprint(row.getString("fingerprint"))));
    }

    /** Adds the authority that issues for a tenant; false when the tenant has one. */
    public Uni<Boolean> insert(
            SqlConnection connection, TenantId tenant, Fingerprint fingerprint, String pem) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(tenant.value(), fingerprint.hex(), pem))
                .map(rows -> rows.rowCount() == 1);
    }
}
