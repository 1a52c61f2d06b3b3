// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate.store;

import io.muster.registry.identity.DeviceCertificate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Certificates that are good for nothing for a time. */
@ApplicationScoped
public class HoldStore {

    private static final String HOLD =
            """
            UPDATE certificate
            SET status = 'HOLD', revoked_at = now(), reason = 'certificateHold', suspended = $3
            WHERE tenant_id = $1 AND fingerprint = $2 AND status = 'ACTIVE'
            RETURNING *
            """;
    private static final String KEEP_ON_HOLD =
            """
            UPDATE certificate SET suspended = false
            WHERE tenant_id = $1 AND fingerprint = $2 AND status = 'HOLD' AND suspended
            RETURNING *
            """;
    private static final String RELEASE =
            """
            UPDATE certificate
            SET status = 'ACTIVE', revoked_at = NULL, reason = NULL, suspended = false
            WHERE tenant_id = $1 AND fingerprint = $2 AND status = 'HOLD' AND suspended = $3
            RETURNING *
            """;

    /** Who put a certificate on hold: only they can release it. */
    public enum Holder {
        OPERATOR,
        /** The suspension of its device, whose end is the end of the hold. */
        SUSPENSION
    }

    /** Puts a certificate on hold; empty when it is not active. */
    public Uni<Optional<DeviceCertificate>> hold(
            SqlConnection connection, DeviceCertificate certificate, Holder holder) {
        return CertificateRows.first(
                connection,
                HOLD,
                CertificateRows.key(certificate).addBoolean(holder == Holder.SUSPENSION));
    }

    /** Makes a suspension's hold an operator's; empty when there is none. */
    public Uni<Optional<DeviceCertificate>> keepOnHold(
            SqlConnection connection, DeviceCertificate certificate) {
        return CertificateRows.first(connection, KEEP_ON_HOLD, CertificateRows.key(certificate));
    }

    /** Ends the hold of a certificate; empty when this holder has none on it. */
    public Uni<Optional<DeviceCertificate>> release(
            SqlConnection connection, DeviceCertificate certificate, Holder holder) {
        return CertificateRows.first(
                connection,
                RELEASE,
                CertificateRows.key(certificate).addBoolean(holder == Holder.SUSPENSION));
    }
}
