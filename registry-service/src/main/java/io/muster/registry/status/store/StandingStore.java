// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status.store;

import io.muster.registry.identity.Issuer;
import io.muster.registry.identity.RevocationReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.Collection;
import java.util.stream.Collectors;

/** How certificates stand, by their numbers. */
@ApplicationScoped
public class StandingStore {

    private static final int RADIX = 16;

    private static final String FIND =
            """
            SELECT serial_hex, revoked_at, reason FROM certificate
            WHERE tenant_id = $1 AND issuer = $2 AND serial_hex = ANY($3)
            """;

    /** How these certificates of an issuer stand. */
    public Uni<Standings> find(
            SqlConnection connection, Issuer issuer, Collection<BigInteger> serials) {
        var numbers = serials.stream().map(serial -> serial.toString(RADIX)).toArray(String[]::new);
        return connection
                .preparedQuery(FIND)
                .execute(
                        Tuple.of(issuer.tenant().value(), issuer.fingerprint().hex())
                                .addArrayOfString(numbers))
                .map(rows ->
                        new Standings(
                                rows.stream()
                                        .collect(
                                                Collectors.toMap(
                                                        StandingStore::serial,
                                                        StandingStore::standing))));
    }

    private static BigInteger serial(Row row) {
        return new BigInteger(row.getString("serial_hex"), RADIX);
    }

    private static Standing standing(Row row) {
        var at = row.getOffsetDateTime("revoked_at");
        return at == null
                ? new Standing.Good()
                : new Standing.Revoked(
                        at.toInstant(),
                        RevocationReason.parse(row.getString("reason"))
                                .orElse(RevocationReason.UNSPECIFIED));
    }
}
