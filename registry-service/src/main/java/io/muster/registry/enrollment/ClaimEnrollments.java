// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.sql.Database;
import io.muster.registry.enrollment.Attempts.Applicant;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import io.muster.registry.enrollment.store.ClaimCertificateStore;
import io.muster.registry.enrollment.store.ClaimCertificateStore.Claimed;
import io.muster.registry.identity.ClaimIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/**
 * First certificates over a broker, for the holders of claim certificates: the broker has checked
 * the certificate, and the client id says which it was.
 */
@ApplicationScoped
public class ClaimEnrollments {

    private final Database database;
    private final ClaimCertificateStore claims;
    private final Profiles profiles;
    private final ClaimDoor door;
    private final Decisions decisions;
    private final Allowances allowances;

    ClaimEnrollments(
            Database database,
            ClaimCertificateStore claims,
            Profiles profiles,
            ClaimDoor door,
            Decisions decisions,
            Allowances allowances) {
        this.database = database;
        this.claims = claims;
        this.profiles = profiles;
        this.door = door;
        this.decisions = decisions;
        this.allowances = allowances;
    }

    /**
     * Enrolls, on the terms of the profile that the claim belongs to.
     *
     * @param parameters what the holder says of itself beside the request
     */
    public Uni<EnrollmentOutcome> enroll(
            ClaimIdentity claim, Map<String, String> parameters, byte[] csr) {
        var stranger = new Applicant(claim.commonName(), "claim-certificate", Optional.empty());
        return database.read(connection -> claims.find(connection, claim))
                .chain(found ->
                        entry(claim, found, parameters)
                                .chain(entry ->
                                        decisions
                                                .decide(
                                                        entry.origin(),
                                                        Uni.createFrom().item(entry.admission()),
                                                        stranger,
                                                        csr)
                                                .invoke(outcome ->
                                                        allowances.review(
                                                                entry.origin(), outcome))));
    }

    private record Entry(Origin origin, Admission admission) {}

    private Uni<Entry> entry(
            ClaimIdentity claim, Optional<Claimed> found, Map<String, String> parameters) {
        return found.map(claimed -> profiles.find(claimed.profile()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(profile -> origin(profile, claim))
                .map(origin -> new Entry(origin, admission(origin, found, parameters)));
    }

    /** What is refused is recorded, so that a holder in a loop would fill the records. */
    private Admission admission(
            Origin origin, Optional<Claimed> found, Map<String, String> parameters) {
        return allowances.mayFail(origin)
                ? found.map(claimed -> door.admit(origin, claimed, parameters))
                        .orElseGet(ClaimDoor::nobody)
                : new Admission.Denied(Allowances.TOO_MANY);
    }

    /** The label of the profile that a claim belongs to; empty when there is no such claim. */
    public Uni<Optional<String>> profile(ClaimIdentity claim) {
        return database.read(connection -> claims.find(connection, claim))
                .map(found -> found.map(claimed -> claimed.profile().label().value()));
    }

    /** A broker does not tell addresses, so that claims for some networks are no good there. */
    private static Origin origin(Optional<EnrollmentProfile> profile, ClaimIdentity claim) {
        return new Origin(
                profile.orElseGet(() -> EnrollmentProfile.builtIn(claim.tenant())),
                "mqtt " + claim.commonName(),
                Optional.empty());
    }
}
