// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate.store;

import io.muster.registry.ca.StatusPoints;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceCertificate.Revocation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.ZoneOffset;

/** What the revocation lists have to say, written in the transaction of the revocation. */
@ApplicationScoped
public class RevocationLog {

    private static final int RADIX = 16;

    private static final String SHARDS =
            "SELECT shards FROM issuer WHERE tenant_id = $1 AND fingerprint = $2";
    private static final String ADD =
            """
            INSERT INTO revocation (tenant_id, issuer, serial_hex, shard, reason, revoked_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (tenant_id, issuer, serial_hex) DO UPDATE SET
                reason = excluded.reason, revoked_at = excluded.revoked_at,
                lifted = false, published = false, in_reference = false
            """;
    private static final String LIFT =
            """
            UPDATE revocation SET lifted = true, published = false
            WHERE tenant_id = $1 AND issuer = $2 AND serial_hex = $3
            """;

    /** Puts a certificate on the next list, with another reason if it is on one already. */
    public Uni<Void> add(
            SqlConnection connection, DeviceCertificate certificate, Revocation revocation) {
        return connection
                .preparedQuery(SHARDS)
                .execute(
                        Tuple.of(
                                certificate.identity().tenant().value(),
                                certificate.issuer().hex()))
                .map(rows -> rows.stream().findFirst().map(row -> row.getInteger("shards")))
                .map(shards -> shards.orElse(1))
                .chain(shards ->
                        connection.preparedQuery(ADD).execute(row(certificate, revocation, shards)))
                .replaceWithVoid();
    }

    private static Tuple row(DeviceCertificate certificate, Revocation revocation, int shards) {
        var serial = new BigInteger(certificate.serial(), RADIX);
        return number(certificate)
                .addInteger(StatusPoints.shard(serial, shards))
                .addString(revocation.reason().word())
                .addOffsetDateTime(revocation.at().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(certificate.validity().notAfter().atOffset(ZoneOffset.UTC));
    }

    /** Takes a certificate off the lists again, whose hold has ended. */
    public Uni<Void> lift(SqlConnection connection, DeviceCertificate certificate) {
        return connection.preparedQuery(LIFT).execute(number(certificate)).replaceWithVoid();
    }

    private static Tuple number(DeviceCertificate certificate) {
        return Tuple.tuple()
                .addString(certificate.identity().tenant().value())
                .addString(certificate.issuer().hex())
                .addString(certificate.serial());
    }
}
