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
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/** Reads the rows of the certificate table. */
final class CertificateRows {

    private CertificateRows() {}

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

    private static Optional<Revocation> revocation(Row row) {
        return row.getOffsetDateTime("revoked_at") == null
                ? Optional.empty()
                : RevocationReason.parse(row.getString("reason"))
                        .map(reason -> new Revocation(instant(row, "revoked_at"), reason));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
