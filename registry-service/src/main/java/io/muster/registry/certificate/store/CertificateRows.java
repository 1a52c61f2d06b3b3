// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate.store;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceCertificate.Revocation;
import io.muster.registry.identity.DeviceCertificate.Validity;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.RevocationReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the rows of the certificate table. */
final class CertificateRows {

    private CertificateRows() {}

    /** What identifies a certificate. */
    static Tuple key(DeviceCertificate certificate) {
        return Tuple.of(certificate.identity().tenant().value(), certificate.fingerprint().hex());
    }

    static Uni<Optional<DeviceCertificate>> first(
            SqlConnection connection, String sql, Tuple values) {
        return all(connection, sql, values).map(found -> found.stream().findFirst());
    }

    static Uni<List<DeviceCertificate>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(CertificateRows::certificate).toList());
    }

    static DeviceCertificate certificate(Row row) {
        return new DeviceCertificate(
                new Fingerprint(row.getString("fingerprint")),
                new DeviceIdentity(
                        new TenantId(row.getString("tenant_id")),
                        new DeviceId(row.getString("device_id"))),
                row.getString("serial_hex"),
                new Fingerprint(row.getString("issuer")),
                new Validity(instant(row, "not_before"), instant(row, "not_after")),
                instant(row, "issued_at"),
                revocation(row),
                Der.of(row.getBuffer("der").getBytes()));
    }

    /** A row that a later version of ours has revoked with a reason of its own stays revoked. */
    private static Optional<Revocation> revocation(Row row) {
        return row.getString("status").equals("ACTIVE")
                ? Optional.empty()
                : Optional.of(
                        new Revocation(
                                instant(row, "revoked_at"),
                                RevocationReason.parse(row.getString("reason"))
                                        .orElse(RevocationReason.UNSPECIFIED)));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
