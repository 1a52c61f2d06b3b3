// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.sql.StoreUnavailable;
import io.muster.registry.enrollment.Admission.Denied;
import io.muster.registry.enrollment.Admission.Granted;
import io.muster.registry.enrollment.Admission.Identified;
import io.muster.registry.enrollment.Attempts.Applicant;
import io.muster.registry.enrollment.CryptoPool.Urgency;
import io.muster.registry.enrollment.EnrollmentOutcome.Busy;
import io.muster.registry.enrollment.EnrollmentOutcome.Pending;
import io.muster.registry.enrollment.EnrollmentOutcome.Refused;
import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.enrollment.csr.CsrReading;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.profile.ProfileRules;
import io.muster.registry.enrollment.store.RequestStore.State;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * From good credentials and a request to what comes of it: the request is read and held against the
 * profile, a person may have to look at it, and then there is a certificate.
 */
@Singleton
class Decisions {

    private static final Refusal REJECTED =
            new Refusal(RefusalReason.APPROVAL_REJECTED, "Somebody refused this enrollment.");
    private static final Refusal NOBODY =
            new Refusal(
                    RefusalReason.CSR_SUBJECT_MISMATCH,
                    "The request names no device that it could be for.");

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Signing signing;
    private final Approvals approvals;
    private final Issuance issuance;
    private final Attempts attempts;
    private final Duration approvalPoll;

    Decisions(
            Signing signing,
            Approvals approvals,
            Issuance issuance,
            Attempts attempts,
            EnrollmentConfig config) {
        this.signing = signing;
        this.approvals = approvals;
        this.issuance = issuance;
        this.attempts = attempts;
        this.approvalPoll = config.approvalPoll();
    }

    /**
     * Decides on a request, and counts what came of it. When there is too much to do, who asks is
     * told to come back.
     *
     * @param stranger who asks, as long as nothing is proven
     */
    Uni<EnrollmentOutcome> decide(
            Origin origin, Uni<Admission> admission, Applicant stranger, byte[] csr) {
        return admission
                .chain(admitted -> proceed(origin, admitted, stranger, csr))
                .onFailure(Decisions::tooMuch)
                .recoverWithItem(new Busy(COME_BACK))
                .invoke(attempts::count);
    }

    private static boolean tooMuch(Throwable failure) {
        return failure instanceof CryptoPool.Overloaded
                || (failure instanceof StoreUnavailable store && store.isCrowded());
    }

    private Uni<EnrollmentOutcome> proceed(
            Origin origin, Admission admission, Applicant stranger, byte[] csr) {
        return switch (admission) {
            case Denied(var refusal) -> attempts.refused(origin, stranger, refusal);
            case Granted(var grant) ->
                    signing.read(Urgency.of(grant), origin.tenant(), csr)
                            .chain(reading -> read(origin, grant, reading));
            case Identified(var bearer) ->
                    signing.read(Urgency.FIRST, origin.tenant(), csr)
                            .chain(reading -> read(origin, bearer, stranger, reading));
        };
    }

    private Uni<EnrollmentOutcome> read(Origin origin, Grant grant, CsrReading reading) {
        return switch (reading) {
            case CsrReading.Accepted(var request) -> weigh(origin, grant, request);
            case CsrReading.Refused(var refusal) ->
                    refused(origin, grant, Optional.empty(), refusal);
        };
    }

    private Uni<EnrollmentOutcome> read(
            Origin origin, Bearer bearer, Applicant stranger, CsrReading reading) {
        return switch (reading) {
            case CsrReading.Refused(var refusal) -> attempts.refused(origin, stranger, refusal);
            case CsrReading.Accepted(var request) ->
                    bearer.grant(request)
                            .map(grant -> weigh(origin, grant, request))
                            .orElseGet(() -> attempts.refused(origin, stranger, NOBODY));
        };
    }

    private Uni<EnrollmentOutcome> weigh(Origin origin, Grant grant, CertificateRequest request) {
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
        return grant.free() || !origin.profile().rules().needsApproval()
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
            case APPROVED, ISSUED -> issuance.issue(origin, grant, request);
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
