// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.enrollment.Grant.ByCertificate;
import io.muster.registry.enrollment.GrantCheck.Use;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.profile.ProfileRules;
import io.muster.registry.enrollment.store.RenewalStore;
import io.muster.registry.identity.DeviceCertificate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Whether a certificate may renew itself. One that has expired may, once, within the grace of its
 * profile and while nothing has followed it; or when an operator has allowed it.
 */
@ApplicationScoped
class RenewalCheck {

    private static final Refusal REVOKED =
            new Refusal(RefusalReason.CERTIFICATE_REVOKED, "The certificate was revoked.");
    private static final Refusal OUT_OF_DATE =
            new Refusal(
                    RefusalReason.CERTIFICATE_EXPIRED,
                    "The certificate has expired: the device has to enroll again.");

    private final CertificateStore certificates;
    private final RenewalStore renewals;
    private final Clock clock;

    RenewalCheck(CertificateStore certificates, RenewalStore renewals, Clock clock) {
        this.certificates = certificates;
        this.renewals = renewals;
        this.clock = clock;
    }

    /** Uses the certificate; fails with {@link TurnedDown} when it is good for nothing. */
    Uni<Use> use(SqlConnection connection, ByCertificate grant, ProfileRules rules) {
        return certificates
                .lockSound(connection, grant.identity().tenant(), grant.current())
                .map(found -> found.orElseThrow(() -> new TurnedDown(REVOKED)))
                .chain(current -> use(connection, current, rules));
    }

    private Uni<Use> use(SqlConnection connection, DeviceCertificate current, ProfileRules rules) {
        if (current.revocation().isPresent()) {
            throw new TurnedDown(REVOKED);
        }
        var now = clock.instant();
        return current.validity().contains(now)
                ? Uni.createFrom().item(Use.ORDINARY)
                : late(connection, current, rules, now);
    }

    private Uni<Use> late(
            SqlConnection connection, DeviceCertificate current, ProfileRules rules, Instant now) {
        var grace = rules.renewGrace();
        return renewals.useGrace(connection, current, grace, now.atOffset(ZoneOffset.UTC))
                .chain(used ->
                        used
                                ? Uni.createFrom().item(true)
                                : renewals.useAllowance(connection, current.identity()))
                .invoke(allowed -> {
                    if (!allowed) {
                        throw new TurnedDown(OUT_OF_DATE);
                    }
                })
                .replaceWith(Use.AFTER_EXPIRY);
    }
}
