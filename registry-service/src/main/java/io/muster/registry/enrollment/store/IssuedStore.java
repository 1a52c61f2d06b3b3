// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.certificate.store.CertificateStore.Occasion;
import io.muster.registry.identity.DeviceCertificate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Certificates together with the attempts that succeeded. */
@Singleton
public class IssuedStore {

    /** The attempt takes what it can from the certificate's own values. */
    private static final String INSERT =
            """
            WITH issued AS (%s)
            INSERT INTO enrollment (tenant_id, id, device_id, profile, method, result, remote_ip, csr_sha256, fingerprint)
            VALUES ($1, $15, $3, $14, $16, 'ISSUED', $17, $8, $2)
            """
                    .formatted(CertificateStore.INSERT);

    /**
     * Keeps a new certificate and the attempt that it came of; fails with {@code SerialTaken} when
     * its serial is not new.
     *
     * @param method what the attempt was authorised with: see {@code Grant.method}
     */
    public Uni<Void> insert(
            SqlConnection connection,
            DeviceCertificate certificate,
            Occasion occasion,
            String method,
            String remoteIp) {
        var row =
                CertificateStore.row(certificate, occasion)
                        .addUUID(UUID.randomUUID())
                        .addString(method)
                        .addString(remoteIp);
        return CertificateStore.unlessTaken(connection.preparedQuery(INSERT).execute(row));
    }
}
