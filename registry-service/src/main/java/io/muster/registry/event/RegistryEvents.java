// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.outbox.EventDraft;
import io.muster.platform.outbox.Outbox;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Issuer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The events of the registry. Each is written in the caller's transaction, as its last statements,
 * and leaves after the commit; {@link #wake} has it leave at once.
 */
@Singleton
public class RegistryEvents {

    private final Outbox outbox;
    private final DeviceNews devices;

    RegistryEvents(Outbox outbox, DeviceNews devices) {
        this.outbox = outbox;
        this.devices = devices;
    }

    /** A device was added; it is in the groups now whose queries find it. */
    public Uni<Void> deviceCreated(SqlConnection connection, Device device) {
        return devicesCreated(connection, device.identity().tenant(), List.of(device));
    }

    /** The same of several devices of one tenant, with as many statements as for one. */
    public Uni<Void> devicesCreated(SqlConnection connection, TenantId tenant, List<Device> added) {
        return devices.created(connection, tenant, added)
                .chain(drafts -> tell(connection, tenant, drafts));
    }

    /** A device is in another state, or something else is said of it. */
    public Uni<Void> deviceChanged(SqlConnection connection, Device device) {
        return devicesChanged(connection, device.identity().tenant(), List.of(device));
    }

    /** The same of several devices of one tenant, with as many statements as for one. */
    public Uni<Void> devicesChanged(
            SqlConnection connection, TenantId tenant, List<Device> changed) {
        return devices.changed(connection, tenant, changed)
                .chain(drafts -> tell(connection, tenant, drafts));
    }

    /** A deleted device is there again, as one that has no certificate. */
    public Uni<Void> deviceRestored(SqlConnection connection, Device device) {
        return devices.restored(connection, device)
                .chain(drafts -> tell(connection, device.identity().tenant(), drafts));
    }

    /** There is no such device any more, for all but those who may restore it. */
    public Uni<Void> deviceDeleted(SqlConnection connection, Device device) {
        return devices.deleted(connection, device)
                .chain(drafts -> tell(connection, device.identity().tenant(), drafts));
    }

    /**
     * Words that a device got a certificate, and may be new or in another state with it; the caller
     * tells it.
     */
    public Uni<List<EventDraft>> enrolled(
            SqlConnection connection, Enrolled enrolled, DeviceCertificate certificate) {
        return devices.enrolled(connection, enrolled, issued(certificate));
    }

    private static EventDraft issued(DeviceCertificate certificate) {
        var data =
                names(certificate)
                        .put("notBefore", certificate.validity().notBefore().toString())
                        .put("notAfter", certificate.validity().notAfter().toString());
        return new EventDraft("certificate.issued", certificate.identity().device().value(), data);
    }

    /** A certificate is good no more. */
    public static EventDraft certificateRevoked(DeviceCertificate certificate) {
        var revocation = certificate.revocation().orElseThrow();
        var data =
                names(certificate)
                        .put("reason", revocation.reason().word())
                        .put("revokedAt", revocation.at().toString());
        return new EventDraft("certificate.revoked", certificate.identity().device().value(), data);
    }

    private static ObjectNode names(DeviceCertificate certificate) {
        return about(certificate.identity())
                .put("fingerprint", certificate.fingerprint().hex())
                .put("serial", certificate.serial())
                .put("issuer", certificate.issuer().hex());
    }

    /** A certificate is good no more for now. */
    public Uni<Void> certificateHeld(SqlConnection connection, DeviceCertificate certificate) {
        return append(connection, "certificate.held", certificate.identity(), names(certificate));
    }

    /** A certificate that was on hold is good again. */
    public Uni<Void> certificateReleased(SqlConnection connection, DeviceCertificate certificate) {
        return append(
                connection, "certificate.released", certificate.identity(), names(certificate));
    }

    /**
     * Something about how a device gets its certificates that somebody may want to look at.
     *
     * @param type behind {@code enrollment.}, such as {@code locked}
     */
    public Uni<Void> enrollment(
            SqlConnection connection, DeviceIdentity identity, String type, ObjectNode detail) {
        var data = about(identity).setAll(detail);
        return outbox.append(
                        connection,
                        identity.tenant(),
                        "enrollment." + type,
                        identity.device().value(),
                        (ObjectNode) data)
                .replaceWithVoid();
    }

    /** Devices may hold certificates of another authority. */
    public Uni<Void> issuerAdded(SqlConnection connection, Issuer issuer) {
        return issuer(connection, "issuer.added", issuer);
    }

    /** An authority issues now, or no more, or its certificates are good no more. */
    public Uni<Void> issuerChanged(SqlConnection connection, Issuer issuer) {
        return issuer(connection, "issuer.changed", issuer);
    }

    private Uni<Void> issuer(SqlConnection connection, String type, Issuer issuer) {
        var data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("issuer", issuer.fingerprint().hex())
                        .put("certificatePem", issuer.certificate().pem())
                        .put("state", issuer.state().name());
        return outbox.append(connection, issuer.tenant(), type, issuer.fingerprint().hex(), data)
                .replaceWithVoid();
    }

    /** A tenant was added, or something else was chosen for it. */
    public Uni<Void> tenantEvent(
            SqlConnection connection, TenantId tenant, String type, long version) {
        var data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("tenant", tenant.value())
                        .put("version", version);
        return outbox.append(connection, tenant, type, tenant.value(), data).replaceWithVoid();
    }

    /** Events that a feature words itself; nothing happens when there are none. */
    public Uni<Void> tell(SqlConnection connection, TenantId tenant, List<EventDraft> drafts) {
        return drafts.isEmpty()
                ? Uni.createFrom().voidItem()
                : outbox.appendAll(connection, tenant, drafts).replaceWithVoid();
    }

    private static ObjectNode about(DeviceIdentity identity) {
        return JsonNodeFactory.instance.objectNode().put("device", identity.device().value());
    }

    private Uni<Void> append(
            SqlConnection connection, String type, DeviceIdentity identity, ObjectNode data) {
        return outbox.append(connection, identity.tenant(), type, identity.device().value(), data)
                .replaceWithVoid();
    }

    /** Has what was committed leave now. */
    public void wake() {
        outbox.wake();
    }
}
