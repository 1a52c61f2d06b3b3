// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.enrollment.Admission.Denied;
import io.muster.registry.enrollment.Admission.Granted;
import io.muster.registry.enrollment.Attempts.Applicant;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import io.muster.registry.enrollment.profile.ProfileLabel;
import io.muster.registry.enrollment.profile.ProfilePath;
import io.muster.registry.enrollment.store.RenewalStore;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Certificates for devices of whose identity somebody else is sure: an operator, or a broker. */
@ApplicationScoped
public class TrustedEnrollments {

    /** Nothing that depends on the address is asked of who is known already. */
    private static final String NOWHERE = "";

    private static final Refusal NOTHING_TO_RENEW =
            new Refusal(
                    RefusalReason.NOT_CURRENT_CERTIFICATE,
                    "The device has no certificate that could be renewed.");

    private final Database database;
    private final DeviceStore devices;
    private final RenewalStore renewals;
    private final Profiles profiles;
    private final Allowances allowances;
    private final Decisions decisions;

    TrustedEnrollments(
            Database database,
            DeviceStore devices,
            RenewalStore renewals,
            Profiles profiles,
            Allowances allowances,
            Decisions decisions) {
        this.database = database;
        this.devices = devices;
        this.renewals = renewals;
        this.profiles = profiles;
        this.allowances = allowances;
        this.decisions = decisions;
    }

    /**
     * A certificate that an operator orders for a device, on the terms of the default profile; a
     * 404 problem when there is no such device.
     */
    public Uni<EnrollmentOutcome> order(DeviceIdentity identity, String actor, byte[] csr) {
        var admission = new Granted(new Grant.ByOperator(identity, actor));
        var operator = applicant(identity, "operator");
        return database.read(connection -> devices.find(connection, identity))
                .map(found -> found.orElseThrow(TrustedEnrollments::noDevice))
                .chain(_ -> profiles.find(new ProfilePath(identity.tenant(), ProfileLabel.DEFAULT)))
                .map(found -> found.orElseGet(() -> EnrollmentProfile.builtIn(identity.tenant())))
                .chain(profile ->
                        decisions.decide(
                                origin(profile), Uni.createFrom().item(admission), operator, csr));
    }

    /**
     * A further certificate for a device that the broker knows. With which certificate it is there,
     * the broker does not tell: the newest is renewed, and none before it ends sooner for that.
     */
    public Uni<EnrollmentOutcome> renew(DeviceIdentity identity, byte[] csr) {
        if (!allowances.mayRenew(identity)) {
            return refuse(identity, Allowances.TOO_MANY, csr);
        }
        return database.read(connection -> renewals.current(connection, identity))
                .chain(found ->
                        found.map(current -> renew(identity, current, csr))
                                .orElseGet(() -> refuse(identity, NOTHING_TO_RENEW, csr)));
    }

    private Uni<EnrollmentOutcome> renew(DeviceIdentity identity, Fingerprint current, byte[] csr) {
        return profiles.of(identity.tenant(), current)
                .chain(profile ->
                        decide(
                                profile,
                                identity,
                                new Granted(new Grant.ByCertificate(identity, current, false)),
                                csr));
    }

    private Uni<EnrollmentOutcome> refuse(DeviceIdentity identity, Refusal refusal, byte[] csr) {
        return decide(
                EnrollmentProfile.builtIn(identity.tenant()), identity, new Denied(refusal), csr);
    }

    private Uni<EnrollmentOutcome> decide(
            EnrollmentProfile profile, DeviceIdentity identity, Admission admission, byte[] csr) {
        return decisions.decide(
                origin(profile),
                Uni.createFrom().item(admission),
                applicant(identity, "session"),
                csr);
    }

    private static RuntimeException noDevice() {
        return Problems.notFound("There is no such device.");
    }

    private static Applicant applicant(DeviceIdentity identity, String method) {
        return new Applicant(identity.device().value(), method, Optional.empty());
    }

    private static Origin origin(EnrollmentProfile profile) {
        return new Origin(profile, NOWHERE, Optional.empty());
    }
}
