// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.ca.Authorities;
import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.enrollment.Admission.Denied;
import io.muster.registry.enrollment.Admission.Identified;
import io.muster.registry.enrollment.CryptoPool.Urgency;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.profile.EnrollmentMode;
import io.muster.registry.identity.Issuer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/**
 * Who may enter with a certificate that no device has: devices of authorities of the tenant, and
 * holders of claims.
 */
@Singleton
class Entrance {

    private static final Admission STRANGER =
            new Denied(
                    new Refusal(
                            RefusalReason.NOT_CURRENT_CERTIFICATE,
                            "The certificate is none that was issued here."));
    private static final Refusal OUT_OF_DATE =
            new Refusal(RefusalReason.CERTIFICATE_EXPIRED, "The certificate is not valid now.");

    private final Authorities authorities;
    private final Database database;
    private final CertificateStore certificates;
    private final ClaimDoor door;
    private final CryptoPool pool;
    private final Clock clock;

    Entrance(
            Authorities authorities,
            Database database,
            CertificateStore certificates,
            ClaimDoor door,
            CryptoPool pool,
            Clock clock) {
        this.authorities = authorities;
        this.database = database;
        this.certificates = certificates;
        this.door = door;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Looks at a certificate that no device of the tenant has.
     *
     * @param again whether its holder asks for a renewal
     */
    Uni<Admission> admit(Origin origin, PresentedCertificate shown, boolean again) {
        var rules = origin.profile().rules();
        if (again && !rules.entry().reenroll()) {
            return Uni.createFrom().item(STRANGER);
        }
        return switch (rules.mode()) {
            case CLAIM_CERTIFICATE ->
                    door.find(origin, shown.fingerprint())
                            .map(found ->
                                    found.map(claim -> door.admit(origin, claim, Map.of()))
                                            .orElse(STRANGER));
            case CA_GROUP, FACTORY_IDENTITY ->
                    rules.closed(clock.instant())
                            ? Uni.createFrom().item(new Denied(FirstDoor.CLOSED))
                            : pool.call(
                                    Urgency.FIRST, origin.tenant(), () -> vouched(origin, shown));
            case CLAIM_TOKEN, MANUAL -> Uni.createFrom().item(STRANGER);
        };
    }

    private Admission vouched(Origin origin, PresentedCertificate shown) {
        var rules = origin.profile().rules();
        var read = ForeignCertificate.read(shown.der()).filter(ForeignCertificate::forClients);
        var issuer =
                read.flatMap(it ->
                        authorities.vouching(
                                origin.tenant(),
                                it.holder(),
                                authority ->
                                        rules.entry().counts(authority.fingerprint())
                                                && validNow(authority)));
        if (read.isEmpty() || issuer.isEmpty()) {
            return STRANGER;
        }
        var method = rules.mode() == EnrollmentMode.CA_GROUP ? "ca-group" : "factory-identity";
        return read.get().validAt(clock.instant())
                ? new Identified(
                        new Bearer.Vouched(
                                origin.tenant(),
                                shown.fingerprint(),
                                read.get(),
                                rules.template(),
                                method))
                : new Denied(OUT_OF_DATE);
    }

    private boolean validNow(Issuer issuer) {
        return ForeignCertificate.read(issuer.certificate())
                .filter(authority -> authority.validAt(clock.instant()))
                .isPresent();
    }

    /** Whether a certificate is of the tenant: issued here, or vouched for. */
    Uni<Boolean> knows(TenantId tenant, PresentedCertificate shown) {
        return database.read(
                        connection -> certificates.find(connection, tenant, shown.fingerprint()))
                .chain(found ->
                        found.isPresent()
                                ? Uni.createFrom().item(true)
                                : pool.call(
                                        Urgency.FIRST, tenant, () -> isVouchedFor(tenant, shown)));
    }

    private boolean isVouchedFor(TenantId tenant, PresentedCertificate shown) {
        return ForeignCertificate.read(shown.der())
                .flatMap(certificate ->
                        authorities.vouching(tenant, certificate.holder(), this::validNow))
                .isPresent();
    }
}
