// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca.store;

import io.muster.registry.identity.Issuer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** What has to be proven before an authority of somebody else is trusted. */
@ApplicationScoped
public class IssuerProofStore {

    private static final String PUT =
            """
            INSERT INTO issuer_proof (tenant_id, issuer, code, expires_at)
            VALUES ($1, $2, $3, now() + interval '24 hours')
            ON CONFLICT (tenant_id, issuer) DO UPDATE SET code = excluded.code, expires_at = excluded.expires_at
            RETURNING expires_at
            """;
    private static final String FIND =
            """
            SELECT code FROM issuer_proof WHERE tenant_id = $1 AND issuer = $2 AND expires_at > now()
            """;
    private static final String REMOVE =
            "DELETE FROM issuer_proof WHERE tenant_id = $1 AND issuer = $2";

    private static final String FORGET =
            """
            DELETE FROM issuer_proof WHERE (tenant_id, issuer) IN (
                SELECT tenant_id, issuer FROM issuer_proof WHERE expires_at < now() LIMIT $1)
            """;

    /** Forgets some codes whose time is over; answers how many. */
    public Uni<Integer> forgetOld(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(limit))
                .map(rows -> rows.rowCount());
    }

    /** Asks for another proof, whatever was asked for before; answers until when. */
    public Uni<Instant> put(SqlConnection connection, Issuer issuer, String code) {
        return connection
                .preparedQuery(PUT)
                .execute(Tuple.of(issuer.tenant().value(), issuer.fingerprint().hex(), code))
                .map(rows -> rows.iterator().next().getOffsetDateTime("expires_at").toInstant());
    }

    /** The code that is to be certified; empty when none was asked for or its time is over. */
    public Uni<Optional<String>> find(SqlConnection connection, Issuer issuer) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(issuer.tenant().value(), issuer.fingerprint().hex()))
                .map(rows -> rows.stream().findFirst().map(row -> row.getString("code")));
    }

    /** A code proves something once. */
    public Uni<Void> remove(SqlConnection connection, Issuer issuer) {
        return connection
                .preparedQuery(REMOVE)
                .execute(Tuple.of(issuer.tenant().value(), issuer.fingerprint().hex()))
                .replaceWithVoid();
    }
}
