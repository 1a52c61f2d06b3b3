// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.enrollment.Admission.Denied;
import io.muster.registry.enrollment.Admission.Identified;
import io.muster.registry.enrollment.Attempts.Applicant;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.profile.EnrollmentMode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * How a device gets a certificate: admission by credentials, reading the request, comparing names,
 * signing, and one transaction. The certificate is stored before the answer leaves; a crash in
 * between loses an answer, never a certificate that is in use.
 */
@Singleton
public class Enrollments {

    private static final Refusal SOMEBODY_ELSE =
            new Refusal(
                    RefusalReason.TOKEN_SCOPE,
                    "The client certificate belongs to another device or tenant.");

    private final Profiles profiles;
    private final Admissions admissions;
    private final Entrance entrance;
    private final Allowances allowances;
    private final Decisions decisions;
    private final Clock clock;

    Enrollments(
            Profiles profiles,
            Admissions admissions,
            Entrance entrance,
            Allowances allowances,
            Decisions decisions,
            Clock clock) {
        this.profiles = profiles;
        this.admissions = admissions;
        this.entrance = entrance;
        this.allowances = allowances;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * A first certificate for whoever holds a claim token of the device.
     *
     * @param beside a certificate that the connection was made with; it tells who the peer is, so
     *     it must not be somebody else's
     */
    public Uni<EnrollmentOutcome> enroll(
            Origin origin, Claim claim, Optional<PresentedCertificate> beside, byte[] csr) {
        var stranger = new Applicant(claim.device(), "token", Optional.empty());
        return decisions
                .decide(origin, admission(origin, claim, beside), stranger, csr)
                .invoke(outcome -> allowances.review(origin, claim, outcome));
    }

    private Uni<Admission> admission(
            Origin origin, Claim claim, Optional<PresentedCertificate> beside) {
        return allowances.mayClaim(origin, claim)
                ? fits(origin, claim, beside)
                        .chain(fits ->
                                fits
                                        ? byToken(origin, claim)
                                        : Uni.createFrom().item(new Denied(SOMEBODY_ELSE)))
                : Uni.createFrom().item(new Denied(Allowances.TOO_MANY));
    }

    private Uni<Boolean> fits(Origin origin, Claim claim, Optional<PresentedCertificate> beside) {
        return beside.map(shown ->
                        shown.commonName().equals(claim.device())
                                ? entrance.knows(origin.tenant(), shown)
                                : Uni.createFrom().item(false))
                .orElseGet(() -> Uni.createFrom().item(true));
    }

    private Uni<Admission> byToken(Origin origin, Claim claim) {
        return FirstDoor.breach(origin, EnrollmentMode.CLAIM_TOKEN, clock.instant())
                .map(closed -> Uni.createFrom().<Admission>item(new Denied(closed)))
                .orElseGet(() -> admissions.byToken(origin, claim));
    }

    /**
     * A further certificate for the device that holds a current one, on the terms of the profile
     * that this was issued by; or a first one for the holder of a certificate that the profile lets
     * in.
     *
     * @param again whether a renewal is what was asked for
     */
    public Uni<EnrollmentOutcome> present(
            Origin origin, PresentedCertificate shown, boolean again, byte[] csr) {
        return admissions
                .byCertificate(origin, shown.fingerprint())
                .chain(own ->
                        own.isPresent()
                                ? renew(origin, shown, own.get(), csr)
                                : enter(origin, shown, again, csr));
    }

    /** Anybody can make a certificate; only what is refused is counted, a factory enrolls many. */
    private Uni<EnrollmentOutcome> enter(
            Origin origin, PresentedCertificate shown, boolean again, byte[] csr) {
        var stranger = new Applicant(shown.commonName(), "certificate", Optional.empty());
        Uni<Admission> admission =
                allowances.mayFail(origin)
                        ? entrance.admit(origin, shown, again)
                        : Uni.createFrom().item(new Denied(Allowances.TOO_MANY));
        return decisions
                .decide(origin, admission, stranger, csr)
                .invoke(outcome -> allowances.review(origin, outcome));
    }

    private Uni<EnrollmentOutcome> renew(
            Origin origin, PresentedCertificate current, Admission admission, byte[] csr) {
        var holder = new Applicant(current.commonName(), "certificate", Optional.empty());
        return profiles.of(origin.tenant(), current.fingerprint())
                .map(origin::on)
                .chain(own -> decisions.decide(own, Uni.createFrom().item(admission), holder, csr));
    }

    /**
     * A first certificate for whoever a person says it is for.
     *
     * @param user the device, where the transport names one beside the request
     */
    public Uni<EnrollmentOutcome> ask(Origin origin, Optional<String> user, byte[] csr) {
        var stranger = new Applicant(user.orElse(""), "manual", Optional.empty());
        var admission =
                admissions
                        .byPerson(origin)
                        .or(() -> FirstDoor.breach(origin, EnrollmentMode.MANUAL, clock.instant()))
                        .<Admission>map(Denied::new)
                        .orElseGet(() -> new Identified(new Bearer.Anybody(origin.tenant(), user)));
        return decisions.decide(origin, Uni.createFrom().item(admission), stranger, csr);
    }
}
