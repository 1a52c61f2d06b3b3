// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.certificate.store.RevocationLog;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.RevocationReason;
import io.muster.registry.presence.PresenceEnd;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes certificates back. The event that ends the device's session leaves right after the commit.
 */
@ApplicationScoped
public class Revocations {

    private final Database database;
    private final CertificateStore certificates;
    private final RevocationLog log;
    private final AuditLog audit;
    private final RegistryEvents events;
    private final PresenceEnd presence;

    Revocations(
            Database database,
            CertificateStore certificates,
            RevocationLog log,
            AuditLog audit,
            RegistryEvents events,
            PresenceEnd presence) {
        this.database = database;
        this.certificates = certificates;
        this.log = log;
        this.audit = audit;
        this.events = events;
        this.presence = presence;
    }

    /** Revokes a certificate; one that is revoked already stays as it is. */
    Uni<DeviceCertificate> revoke(
            TenantId tenant, Fingerprint fingerprint, RevocationReason reason, String actor) {
        return database.transaction(connection ->
                        certificates
                                .lock(connection, tenant, fingerprint)
                                .map(found ->
                                        found.orElseThrow(() ->
                                                Problems.notFound("There is no such certificate.")))
                                .chain(certificate ->
                                        revoke(connection, certificate, reason, actor)))
                .invoke(events::wake);
    }

    /** Revokes all certificates of a device in the caller's transaction. */
    public Uni<Void> revokeAll(
            SqlConnection connection,
            DeviceIdentity identity,
            RevocationReason reason,
            String actor) {
        return certificates
                .lockActive(connection, identity)
                .onItem()
                .transformToMulti(active -> Multi.createFrom().iterable(active))
                .onItem()
                .transformToUniAndConcatenate(
                        certificate -> revoke(connection, certificate, reason, actor))
                .onItem()
                .ignoreAsUni();
    }

    /** Revokes a certificate in the caller's transaction; one that is revoked stays as it is. */
    public Uni<DeviceCertificate> revoke(
            SqlConnection connection,
            DeviceCertificate certificate,
            RevocationReason reason,
            String actor) {
        return certificates
                .revoke(connection, certificate, reason)
                .chain(revoked ->
                        revoked.map(now -> tell(connection, now, actor).replaceWith(now))
                                .orElseGet(() -> Uni.createFrom().item(certificate)));
    }

    private Uni<Void> tell(SqlConnection connection, DeviceCertificate revoked, String actor) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("fingerprint", revoked.fingerprint().hex())
                        .put("reason", revoked.revocation().orElseThrow().reason().word());
        var identity = revoked.identity();
        var entry = new AuditEntry(actor, "certificate.revoke", identity.device().value(), detail);
        return log.add(connection, revoked, revoked.revocation().orElseThrow())
                .chain(() -> audit.append(connection, identity.tenant(), entry))
                .chain(() -> presence.certificateLost(connection, identity))
                .chain(gone ->
                        events.certificateRevoked(connection, revoked)
                                .chain(() -> events.tell(connection, identity.tenant(), gone)));
    }
}
