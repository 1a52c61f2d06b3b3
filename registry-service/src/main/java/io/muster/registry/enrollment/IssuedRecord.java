// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.registry.certificate.Taken;
import io.muster.registry.certificate.store.CertificateStore.Occasion;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.enrollment.Grant.ByCertificate;
import io.muster.registry.enrollment.GrantCheck.Use;
import io.muster.registry.enrollment.IssuanceTransaction.Holder;
import io.muster.registry.enrollment.store.IssuedStore;
import io.muster.registry.enrollment.store.RenewalStore;
import io.muster.registry.event.Enrolled;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Device;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * What is written when a certificate is issued: the certificate, the attempt, the device's new
 * state, the audit entry and the events, in this order, because the last two hold locks of the
 * whole tenant.
 */
@Singleton
class IssuedRecord {

    private final IssuedStore issued;
    private final DeviceStore devices;
    private final RenewalStore renewals;
    private final Overlaps overlaps;
    private final AuditLog audit;
    private final RegistryEvents events;

    IssuedRecord(
            IssuedStore issued,
            DeviceStore devices,
            RenewalStore renewals,
            Overlaps overlaps,
            AuditLog audit,
            RegistryEvents events) {
        this.issued = issued;
        this.devices = devices;
        this.renewals = renewals;
        this.overlaps = overlaps;
        this.audit = audit;
        this.events = events;
    }

    /** What waits for no answer of each other is sent together. */
    Uni<Void> write(SqlConnection connection, Holder holder, Draft draft, Use use) {
        var request = draft.request();
        var occasion =
                new Occasion(
                        draft.grant().principal(),
                        request.digest(),
                        request.keyDigest(),
                        draft.origin().profile().label());
        return Uni.combine()
                .all()
                .unis(
                        issued.insert(
                                connection,
                                draft.signed(),
                                occasion,
                                draft.grant().method(),
                                draft.origin().remoteIp()),
                        advance(connection, holder.device()))
                .with((_, now) -> now)
                .call(() -> replace(connection, draft))
                .chain(now ->
                        endOverlap(connection, draft)
                                .chain(ended -> account(connection, holder, now, draft, ended)))
                .chain(() -> tellOfGrace(connection, draft, use));
    }

    private Uni<Void> replace(SqlConnection connection, Draft draft) {
        return draft.grant() instanceof ByCertificate(var _, var current, var _)
                ? renewals.replace(connection, current, draft.signed())
                : Uni.createFrom().voidItem();
    }

    /** The device was seen with the certificate that it has shown: those before it have done. */
    private Uni<Taken> endOverlap(SqlConnection connection, Draft draft) {
        return draft.grant() instanceof ByCertificate(var identity, var current, var shown) && shown
                ? overlaps.end(connection, identity, current)
                : Uni.createFrom().item(Taken.NOTHING);
    }

    /**
     * Audit log and outbox. The groups' queries are read behind the lock of the audit log, as
     * everywhere: a query that somebody else adds either is there by then, or finds the device.
     */
    private Uni<Void> account(
            SqlConnection connection, Holder holder, Device now, Draft draft, Taken ended) {
        var tenant = draft.grant().identity().tenant();
        var enrolled = new Enrolled(holder.device(), now, holder.added());
        return Uni.combine()
                .all()
                .unis(
                        audit.lock(connection, tenant),
                        events.enrolled(connection, enrolled, draft.signed()))
                .asTuple()
                .chain(read -> {
                    var entries = entries(holder, draft, ended);
                    var news = new ArrayList<>(read.getItem2());
                    news.addAll(ended.drafts());
                    return Uni.combine()
                            .all()
                            .unis(
                                    audit.appendAll(connection, tenant, read.getItem1(), entries),
                                    events.tell(connection, tenant, news))
                            .discardItems();
                });
    }

    private Uni<Void> tellOfGrace(SqlConnection connection, Draft draft, Use use) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("fingerprint", draft.signed().fingerprint().hex());
        return use == Use.AFTER_EXPIRY
                ? events.enrollment(
                        connection, draft.grant().identity(), "renewed-after-expiry", detail)
                : Uni.createFrom().voidItem();
    }

    private Uni<Device> advance(SqlConnection connection, Device device) {
        var next = device.state().enrolled();
        return next == device.state()
                ? Uni.createFrom().item(device)
                : devices.replace(connection, device, next).map(changed -> changed.orElse(device));
    }

    private static List<AuditEntry> entries(Holder holder, Draft draft, Taken ended) {
        var entries = new ArrayList<AuditEntry>();
        if (holder.added()) {
            entries.add(added(holder.device(), draft));
        }
        entries.add(issued(draft));
        entries.addAll(ended.entries());
        return entries;
    }

    private static AuditEntry added(Device added, Draft draft) {
        var device = added.identity().device().value();
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("version", added.version())
                        .put("profile", draft.origin().profile().label())
                        .put("principal", draft.grant().principal());
        return new AuditEntry("device:" + device, "device.create", device, detail);
    }

    private static AuditEntry issued(Draft draft) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("fingerprint", draft.signed().fingerprint().hex())
                        .put("principal", draft.grant().principal());
        var device = draft.grant().identity().device().value();
        return new AuditEntry(actor(draft.grant()), "certificate.issue", device, detail);
    }

    private static String actor(Grant grant) {
        return grant instanceof Grant.ByOperator(var _, var actor)
                ? actor
                : "device:" + grant.identity().device();
    }
}
