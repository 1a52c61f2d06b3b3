// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate;

import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.certificate.store.CertificateOrder;
import io.muster.registry.certificate.store.CertificateSearch;
import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.certificate.store.CertificateStore.Place;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Certificates as operators look at them. */
@ApplicationScoped
class CertificateList {

    private final Database database;
    private final CertificateStore certificates;
    private final DeviceStore devices;
    private final Cursors cursors;
    private final Clock clock;

    CertificateList(
            Database database,
            CertificateStore certificates,
            DeviceStore devices,
            Cursors cursors,
            Clock clock) {
        this.database = database;
        this.certificates = certificates;
        this.devices = devices;
        this.cursors = cursors;
        this.clock = clock;
    }

    CertificateView view(DeviceCertificate certificate) {
        return CertificateView.of(certificate, clock.instant());
    }

    Uni<CertificateView> get(TenantId tenant, Fingerprint fingerprint) {
        return database.read(connection -> certificates.find(connection, tenant, fingerprint))
                .map(found ->
                        found.map(this::view)
                                .orElseThrow(
                                        () -> Problems.notFound("There is no such certificate.")));
    }

    /** A page of the certificates that are looked for; a cursor fits the same search. */
    Uni<Page<CertificateView>> list(CertificateSearch search, PageRequest request) {
        var query =
                "certificates by %s: %s"
                        .formatted(search.order(), Objects.requireNonNullElse(search.filter(), ""));
        var after = cursors.open(search.tenant(), query, request).map(CertificateList::place);
        return database.read(connection ->
                        certificates.search(connection, search, after, request.fetch()))
                .map(found -> page(search.tenant(), query, request, found, search.order()));
    }

    /** A page of a device's certificates, newest first. */
    Uni<Page<CertificateView>> list(DeviceIdentity identity, PageRequest request) {
        var query = "certificates of " + identity.device();
        var after =
                cursors.open(identity.tenant(), query, request)
                        .map(CertificateList::place)
                        .orElse(Place.START);
        return read(identity, after, request.fetch())
                .map(found ->
                        page(identity.tenant(), query, request, found, CertificateOrder.ISSUED_AT));
    }

    private Page<CertificateView> page(
            TenantId tenant,
            String query,
            PageRequest request,
            List<DeviceCertificate> found,
            CertificateOrder order) {
        var views = found.stream().map(this::view).toList();
        return cursors.page(tenant, query, request, views, last -> cursor(last, order));
    }

    private Uni<List<DeviceCertificate>> read(DeviceIdentity identity, Place after, int limit) {
        return database.read(connection ->
                devices.find(connection, identity)
                        .map(CertificateList::existing)
                        .chain(_ -> certificates.list(connection, identity, after, limit)));
    }

    private static Device existing(Optional<Device> device) {
        return device.orElseThrow(() -> Problems.notFound("There is no such device."));
    }

    private static Place place(Cursor cursor) {
        var position = cursor.position();
        return new Place(Instant.parse(position.getFirst()), position.getLast());
    }

    private static Cursor cursor(CertificateView certificate, CertificateOrder order) {
        var moment =
                switch (order) {
                    case ISSUED_AT -> certificate.issuedAt();
                    case NOT_AFTER -> certificate.notAfter();
                };
        return Cursor.at(moment.toString(), certificate.fingerprint());
    }
}
