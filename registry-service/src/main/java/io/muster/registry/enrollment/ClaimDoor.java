// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.sql.Database;
import io.muster.registry.ca.Authorities;
import io.muster.registry.enrollment.Admission.Denied;
import io.muster.registry.enrollment.Admission.Identified;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.profile.EnrollmentMode;
import io.muster.registry.enrollment.store.ClaimCertificateStore;
import io.muster.registry.enrollment.store.ClaimCertificateStore.Claimed;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Who may enter with a claim certificate, by whatever way. */
@ApplicationScoped
class ClaimDoor {

    private static final Refusal NO_CLAIM =
            new Refusal(
                    RefusalReason.NOT_CURRENT_CERTIFICATE,
                    "The certificate is no claim that is good here.");
    private static final Refusal ELSEWHERE =
            new Refusal(RefusalReason.TOKEN_SCOPE, "The claim is not good at this address.");

    private final Database database;
    private final ClaimCertificateStore claims;
    private final Authorities authorities;
    private final Clock clock;

    ClaimDoor(
            Database database, ClaimCertificateStore claims, Authorities authorities, Clock clock) {
        this.database = database;
        this.claims = claims;
        this.authorities = authorities;
        this.clock = clock;
    }

    /** Looks for the claim that has a certificate; empty when none has. */
    Uni<Optional<Claimed>> find(Origin origin, Fingerprint certificate) {
        return database.read(connection -> claims.find(connection, origin.tenant(), certificate));
    }

    /** Whether the holder of a claim may go on; that it is used up is seen when it is used. */
    Admission admit(Origin origin, Claimed claimed, Map<String, String> parameters) {
        var tenant = origin.tenant();
        var scope = claimed.claim().scope();
        boolean good =
                claimed.profile().equals(origin.profile().path())
                        && !claimed.claim().closed()
                        && authorities.find(tenant, claimed.certificate().issuer()).isPresent();
        if (!good) {
            return new Denied(NO_CLAIM);
        }
        var closed = FirstDoor.breach(origin, EnrollmentMode.CLAIM_CERTIFICATE, clock.instant());
        if (closed.isPresent()) {
            return new Denied(closed.get());
        }
        return scope.networks().contain(origin.remoteIp())
                ? new Identified(
                        new Bearer.Claimant(
                                tenant,
                                claimed.certificate().identity().id(),
                                scope,
                                origin.profile().rules().template(),
                                parameters))
                : new Denied(ELSEWHERE);
    }

    /** What becomes of a holder of nothing. */
    static Admission nobody() {
        return new Denied(NO_CLAIM);
    }
}
