// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.enrollment.Admission.Denied;
import io.muster.registry.enrollment.Admission.Granted;
import io.muster.registry.enrollment.Attempts.Applicant;
import io.muster.registry.enrollment.EnrollmentOutcome.Busy;
import io.muster.registry.enrollment.EnrollmentOutcome.Refused;
import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.enrollment.csr.CsrReading;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * How a device gets a certificate: admission by credentials, reading the request, comparing names,
 * signing, and one transaction. The certificate is stored before the answer leaves; a crash in
 * between loses an answer, never a certificate that is in use.
 */
@ApplicationScoped
public class Enrollments {

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Admissions admissions;
    private final Allowances allowances;
    private final Signing signing;
    private final Issuance issuance;
    private final Attempts attempts;

    Enrollments(
            Admissions admissions,
            Allowances allowances,
            Signing signing,
            Issuance issuance,
            Attempts attempts) {
        this.admissions = admissions;
        this.allowances = allowances;
        this.signing = signing;
        this.issuance = issuance;
        this.attempts = attempts;
    }

    /** A first certificate for whoever holds a claim token of the device. */
    public Uni<EnrollmentOutcome> enroll(Origin origin, Claim claim, byte[] csr) {
        var stranger = new Applicant(claim.device(), "token", Optional.empty());
        return admissions
                .byToken(origin, claim)
                .chain(admission -> proceed(origin, admission, stranger, csr))
                .invoke(outcome -> allowances.review(origin, claim, outcome))
                .onFailure(CryptoPool.Overloaded.class)
                .recoverWithItem(new Busy(COME_BACK))
                .invoke(attempts::count);
    }

    /** A further certificate for the device that holds a current one. */
    public Uni<EnrollmentOutcome> renew(Origin origin, PresentedCertificate current, byte[] csr) {
        var stranger = new Applicant(current.commonName(), "certificate", Optional.empty());
        return admissions
                .byCertificate(origin, current.fingerprint())
                .chain(admission -> proceed(origin, admission, stranger, csr))
                .onFailure(CryptoPool.Overloaded.class)
                .recoverWithItem(new Busy(COME_BACK))
                .invoke(attempts::count);
    }

    private Uni<EnrollmentOutcome> proceed(
            Origin origin, Admission admission, Applicant stranger, byte[] csr) {
        return switch (admission) {
            case Granted(var grant) ->
                    signing.read(csr).chain(reading -> proceed(origin, grant, reading));
            case Denied(var refusal) -> attempts.refused(origin, stranger, refusal);
        };
    }

    private Uni<EnrollmentOutcome> proceed(Origin origin, Grant grant, CsrReading reading) {
        return switch (reading) {
            case CsrReading.Accepted(var request) -> proceed(origin, grant, request);
            case CsrReading.Refused(var refusal) ->
                    refused(origin, grant, Optional.empty(), refusal);
        };
    }

    private Uni<EnrollmentOutcome> proceed(Origin origin, Grant grant, CertificateRequest request) {
        var digest = Optional.of(request.digest());
        return grant.nameBreach(request.names())
                .map(breach -> refused(origin, grant, digest, breach))
                .orElseGet(() ->
                        issuance.issue(origin, grant, request)
                                .chain(outcome ->
                                        outcome instanceof Refused(var refusal)
                                                ? refused(origin, grant, digest, refusal)
                                                : Uni.createFrom().item(outcome)));
    }

    private Uni<EnrollmentOutcome> refused(
            Origin origin, Grant grant, Optional<Fingerprint> csr, Refusal refusal) {
        return attempts.refused(origin, Applicant.of(grant, csr), refusal);
    }
}
