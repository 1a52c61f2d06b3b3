// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.certificate.store.CertificateStore.Occasion;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceCertificate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What is written when a certificate is issued: the certificate, the device's new state, the audit
 * entry and the events, in this order, because the last two hold locks of the whole tenant.
 */
@ApplicationScoped
class IssuedRecord {

    private final CertificateStore certificates;
    private final DeviceStore devices;
    private final AuditLog audit;
    private final RegistryEvents events;

    IssuedRecord(
            CertificateStore certificates,
            DeviceStore devices,
            AuditLog audit,
            RegistryEvents events) {
        this.certificates = certificates;
        this.devices = devices;
        this.audit = audit;
        this.events = events;
    }

    Uni<Void> write(SqlConnection connection, Device device, Draft draft) {
        var request = draft.request();
        var occasion =
                new Occasion(draft.grant().principal(), request.digest(), request.keyDigest());
        return certificates
                .insert(connection, draft.signed(), occasion)
                .chain(() -> advance(connection, device))
                .call(() -> audit(connection, draft))
                .chain(now -> tell(connection, device, now, draft.signed()));
    }

    private Uni<Device> advance(SqlConnection connection, Device device) {
        var next = device.state().enrolled();
        return next == device.state()
                ? Uni.createFrom().item(device)
                : devices.replace(connection, device, next).map(changed -> changed.orElse(device));
    }

    private Uni<Void> audit(SqlConnection connection, Draft draft) {
        var identity = draft.grant().identity();
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("fingerprint", draft.signed().fingerprint().hex())
                        .put("principal", draft.grant().principal());
        var device = identity.device().value();
        return audit.append(
                connection,
                identity.tenant(),
                new AuditEntry("device:" + device, "certificate.issue", device, detail));
    }

    private Uni<Void> tell(
            SqlConnection connection, Device before, Device now, DeviceCertificate certificate) {
        var issued = events.certificateIssued(connection, certificate);
        return now.version() == before.version()
                ? issued
                : issued.chain(() -> events.deviceChanged(connection, now));
    }
}
