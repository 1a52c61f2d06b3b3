// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate;

import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.certificate.store.CertificateStore.Place;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Certificates as operators look at them. */
@ApplicationScoped
class CertificateList {

    private final Database database;
    private final CertificateStore certificates;
    private final DeviceStore devices;
    private final Cursors cursors;

    CertificateList(
            Database database,
            CertificateStore certificates,
            DeviceStore devices,
            Cursors cursors) {
        this.database = database;
        this.certificates = certificates;
        this.devices = devices;
        this.cursors = cursors;
    }

    Uni<CertificateView> get(TenantId tenant, Fingerprint fingerprint) {
        return database.read(connection -> certificates.find(connection, tenant, fingerprint))
                .map(found ->
                        found.map(CertificateView::of)
                                .orElseThrow(
                                        () -> Problems.notFound("There is no such certificate.")));
    }

    Uni<Page<CertificateView>> list(DeviceIdentity identity, PageRequest request) {
        var query = "certificates of " + identity.device();
        var after =
                cursors.open(identity.tenant(), query, request)
                        .map(CertificateList::place)
                        .orElse(Place.START);
        return read(identity, after, request.fetch())
                .map(found ->
                        cursors.page(
                                identity.tenant(),
                                query,
                                request,
                                found.stream().map(CertificateView::of).toList(),
                                CertificateList::cursor));
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

    private static Cursor cursor(CertificateView certificate) {
        return Cursor.at(certificate.issuedAt().toString(), certificate.fingerprint());
    }
}
