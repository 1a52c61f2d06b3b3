// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate.store;

import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.RevocationReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Takes certificates back for good. */
@ApplicationScoped
public class RevocationStore {

    private static final String LOCK_ACTIVE =
            """
            SELECT * FROM certificate WHERE tenant_id = $1 AND device_id = $2 AND status IN ('ACTIVE', 'HOLD')
            ORDER BY fingerprint FOR UPDATE
            """;
    private static final String LOCK_SAME_KEY =
            """
            SELECT * FROM certificate
            WHERE tenant_id = $1 AND device_id = $3 AND status IN ('ACTIVE', 'HOLD') AND key_sha256 = (
                SELECT key_sha256 FROM certificate WHERE tenant_id = $1 AND fingerprint = $2)
            ORDER BY fingerprint FOR UPDATE
            """;
    private static final String REVOKE =
            """
            UPDATE certificate SET status = 'REVOKED', revoked_at = now(), reason = $3
            WHERE tenant_id = $1 AND fingerprint = $2 AND status IN ('ACTIVE', 'HOLD')
            RETURNING *
            """;
    private static final String MARK_KEY =
            """
            UPDATE device_key SET compromised = true
            WHERE tenant_id = $1 AND key_sha256 = (
                SELECT key_sha256 FROM certificate WHERE tenant_id = $1 AND fingerprint = $2)
            """;

    /** Lists the certificates of a device that are not revoked for good, and locks them. */
    public Uni<List<DeviceCertificate>> lockActive(
            SqlConnection connection, DeviceIdentity identity) {
        return CertificateRows.all(
                connection,
                LOCK_ACTIVE,
                Tuple.of(identity.tenant().value(), identity.device().value()));
    }

    /** Lists the certificates for the key of this one that are not revoked for good, locked. */
    public Uni<List<DeviceCertificate>> lockSameKey(
            SqlConnection connection, DeviceCertificate certificate) {
        var device = certificate.identity().device().value();
        return CertificateRows.all(
                connection, LOCK_SAME_KEY, CertificateRows.key(certificate).addString(device));
    }

    /** Takes a certificate back; empty when it was already. */
    public Uni<Optional<DeviceCertificate>> revoke(
            SqlConnection connection, DeviceCertificate certificate, RevocationReason reason) {
        return CertificateRows.first(
                connection, REVOKE, CertificateRows.key(certificate).addString(reason.word()));
    }

    /** Remembers that a key was compromised: it is never certified again. */
    public Uni<Void> markKey(SqlConnection connection, DeviceCertificate certificate) {
        return connection
                .preparedQuery(MARK_KEY)
                .execute(CertificateRows.key(certificate))
                .replaceWithVoid();
    }
}
