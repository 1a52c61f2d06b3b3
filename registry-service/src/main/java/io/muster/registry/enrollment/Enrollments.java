// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.topic.DeviceId;
import io.muster.registry.enrollment.Admission.Denied;
import io.muster.registry.enrollment.Admission.Granted;
import io.muster.registry.enrollment.Attempts.Applicant;
import io.muster.registry.enrollment.CryptoPool.Urgency;
import io.muster.registry.enrollment.EnrollmentOutcome.Busy;
import io.muster.registry.enrollment.EnrollmentOutcome.Pending;
import io.muster.registry.enrollment.EnrollmentOutcome.Refused;
import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.enrollment.csr.CsrReading;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.profile.EnrollmentMode;
import io.muster.registry.enrollment.profile.ProfileRules;
import io.muster.registry.enrollment.store.RequestStore.State;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How a device gets a certificate: admission by credentials, reading the request, comparing names,
 * signing, and one transaction. The certificate is stored before the answer leaves; a crash in
 * between loses an answer, never a certificate that is in use.
 */
@ApplicationScoped
public class Enrollments {

    private static final Refusal CLOSED =
            new Refusal(
                    RefusalReason.PROFILE_CLOSED,
                    "The enrollment profile takes no such enrollments.");
    private static final Refusal REJECTED =
            new Refusal(RefusalReason.APPROVAL_REJECTED, "Somebody refused this enrollment.");
    private static final Refusal NOBODY =
            new Refusal(
                    RefusalReason.CSR_SUBJECT_MISMATCH,
                    "The request has to name the device as its common name.");
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Profiles profiles;
    private final Admissions admissions;
    private final Allowances allowances;
    private final Signing signing;
    private final Approvals approvals;
    private final Issuance issuance;
    private final Attempts attempts;
    private final Duration approvalPoll;
    private final Clock clock;

    Enrollments(
            Profiles profiles,
            Admissions admissions,
            Allowances allowances,
            Signing signing,
            Approvals approvals,
            Issuance issuance,
            Attempts attempts,
            EnrollmentConfig config,
            Clock clock) {
        this.profiles = profiles;
        this.admissions = admissions;
        this.allowances = allowances;
        this.signing = signing;
        this.approvals = approvals;
        this.issuance = issuance;
        this.attempts = attempts;
        this.approvalPoll = config.approvalPoll();
        this.clock = clock;
    }

    /** A first certificate for whoever holds a claim token of the device. */
    public Uni<EnrollmentOutcome> enroll(Origin origin, Claim claim, byte[] csr) {
        var stranger = new Applicant(claim.device(), "token", Optional.empty());
        return firstDoor(origin, EnrollmentMode.CLAIM_TOKEN)
                .map(closed -> Uni.createFrom().<Admission>item(new Denied(closed)))
                .orElseGet(() -> admissions.byToken(origin, claim))
                .chain(admission -> proceed(origin, admission, stranger, csr))
                .invoke(outcome -> allowances.review(origin, claim, outcome))
                .onFailure(CryptoPool.Overloaded.class)
                .recoverWithItem(new Busy(COME_BACK))
                .invoke(attempts::count);
    }

    /** A further certificate for the device that holds a current one. */
    public Uni<EnrollmentOutcome> renew(Origin origin, PresentedCertificate current, byte[] csr) {
        return profiles.of(origin.tenant(), current.fingerprint())
                .map(origin::on)
                .chain(own -> renewOn(own, current, csr))
                .onFailure(CryptoPool.Overloaded.class)
                .recoverWithItem(new Busy(COME_BACK))
                .invoke(attempts::count);
    }

    private Uni<EnrollmentOutcome> renewOn(
            Origin origin, PresentedCertificate current, byte[] csr) {
        var stranger = new Applicant(current.commonName(), "certificate", Optional.empty());
        return admissions
                .byCertificate(origin, current.fingerprint())
                .chain(admission -> proceed(origin, admission, stranger, csr));
    }

    /**
     * A first certificate for whoever a person says it is for.
     *
     * @param user the device, where the transport names one beside the request
     */
    public Uni<EnrollmentOutcome> ask(Origin origin, Optional<String> user, byte[] csr) {
        var stranger = new Applicant(user.orElse(""), "manual", Optional.empty());
        return admissions
                .byPerson(origin)
                .or(() -> firstDoor(origin, EnrollmentMode.MANUAL))
                .map(refusal -> attempts.refused(origin, stranger, refusal))
                .orElseGet(() ->
                        signing.read(Urgency.FIRST, csr)
                                .chain(reading -> ask(origin, user, stranger, reading)))
                .onFailure(CryptoPool.Overloaded.class)
                .recoverWithItem(new Busy(COME_BACK))
                .invoke(attempts::count);
    }

    private Uni<EnrollmentOutcome> ask(
            Origin origin, Optional<String> user, Applicant stranger, CsrReading reading) {
        return switch (reading) {
            case CsrReading.Refused(var refusal) -> attempts.refused(origin, stranger, refusal);
            case CsrReading.Accepted(var request) ->
                    user.or(() -> request.names().commonNames().stream().findFirst())
                            .flatMap(DeviceId::parse)
                            .map(device -> new DeviceIdentity(origin.tenant(), device))
                            .map(identity -> new Grant.ByPerson(identity, request.keyDigest()))
                            .map(grant -> proceed(origin, grant, request))
                            .orElseGet(() -> attempts.refused(origin, stranger, NOBODY));
        };
    }

    private Uni<EnrollmentOutcome> proceed(
            Origin origin, Admission admission, Applicant stranger, byte[] csr) {
        return switch (admission) {
            case Granted(var grant) ->
                    signing.read(Urgency.of(grant), csr)
                            .chain(reading -> proceed(origin, grant, reading));
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

    /** Why a profile takes no first enrollments of a kind. */
    private Optional<Refusal> firstDoor(Origin origin, EnrollmentMode mode) {
        var rules = origin.profile().rules();
        return rules.mode() != mode || rules.closed(clock.instant())
                ? Optional.of(CLOSED)
                : Optional.empty();
    }

    private Uni<EnrollmentOutcome> proceed(Origin origin, Grant grant, CertificateRequest request) {
        var asked = Optional.of(request);
        return breach(origin, grant, request)
                .map(breach -> refused(origin, grant, asked, breach))
                .orElseGet(() ->
                        decided(origin, grant, request)
                                .chain(outcome ->
                                        outcome instanceof Refused(var refusal)
                                                ? refused(origin, grant, asked, refusal)
                                                : Uni.createFrom().item(outcome)));
    }

    private Uni<EnrollmentOutcome> decided(Origin origin, Grant grant, CertificateRequest request) {
        boolean free = grant instanceof Grant.ByCertificate;
        return free || !origin.profile().rules().needsApproval()
                ? issuance.issue(origin, grant, request)
                : approvals
                        .ask(origin, grant, request)
                        .chain(state -> decided(origin, grant, request, state));
    }

    private Uni<EnrollmentOutcome> decided(
            Origin origin, Grant grant, CertificateRequest request, Optional<State> state) {
        if (state.isEmpty()) {
            return Uni.createFrom().item(new Busy(approvalPoll));
        }
        return switch (state.get()) {
            case APPROVED -> issuance.issue(origin, grant, request);
            case PENDING -> Uni.createFrom().item(new Pending(approvalPoll));
            case REJECTED -> Uni.createFrom().item(new Refused(REJECTED));
        };
    }

    private static Optional<Refusal> breach(
            Origin origin, Grant grant, CertificateRequest request) {
        var rules = origin.profile().rules();
        return ChannelBinding.breach(rules.est().popLinking(), origin.binding(), request)
                .or(() -> keyBreach(rules, request))
                .or(() -> grant.nameBreach(request.names(), rules.subject()));
    }

    private static Optional<Refusal> keyBreach(ProfileRules rules, CertificateRequest request) {
        return rules.keys()
                .breach(request.key())
                .map(why -> new Refusal(RefusalReason.KEY_ALG_FORBIDDEN, why));
    }

    private Uni<EnrollmentOutcome> refused(
            Origin origin, Grant grant, Optional<CertificateRequest> asked, Refusal refusal) {
        return attempts.refused(origin, Applicant.of(grant, asked), refusal);
    }
}
