// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.enrollment.EnrollmentOutcome.Refused;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How often one may try: wrong secrets by device and by address, renewals by device. What is over
 * an allowance is not recorded, so that nobody fills the records.
 */
@Singleton
class Allowances {

    static final Refusal TOO_MANY =
            new Refusal(RefusalReason.RATE_LIMITED, "Too many attempts: try again later.");

    private static final Set<RefusalReason> BAD_CREDENTIALS =
            EnumSet.of(
                    RefusalReason.UNAUTHORIZED,
                    RefusalReason.TOKEN_EXPIRED,
                    RefusalReason.TOKEN_EXHAUSTED);

    private final Allowance failures;
    private final Allowance renewals;
    private final Allowance requests;
    private final Allowance refusals;

    Allowances(EnrollmentConfig config, Clock clock) {
        failures = new Allowance(config.failuresPerMinute(), Duration.ofMinutes(1), clock);
        requests = new Allowance(config.requestsPerMinute(), Duration.ofMinutes(1), clock);
        refusals = new Allowance(config.requestsPerMinute(), Duration.ofMinutes(1), clock);
        renewals = new Allowance(config.renewalsPerTenMinutes(), Duration.ofMinutes(10), clock);
    }

    boolean mayClaim(Origin origin, Claim claim) {
        return mayFail(origin)
                && !failures.exhausted(device(origin, claim))
                && !failures.exhausted(address(origin));
    }

    /** Asks for one look at a request that comes without credentials, and counts it. */
    boolean mayAsk(Origin origin) {
        boolean may = !requests.exhausted(address(origin));
        requests.spend(address(origin));
        return may;
    }

    /** Whether so much of what came this way was refused that nobody looks for a while. */
    boolean mayFail(Origin origin) {
        return !refusals.exhausted(address(origin));
    }

    /** Learns from what came of a first enrollment. */
    void review(Origin origin, EnrollmentOutcome outcome) {
        if (outcome instanceof Refused) {
            refusals.spend(address(origin));
        }
    }

    /** Learns from what came of a claim. */
    void review(Origin origin, Claim claim, EnrollmentOutcome outcome) {
        review(origin, outcome);
        if (outcome instanceof Refused(var refusal) && BAD_CREDENTIALS.contains(refusal.reason())) {
            failures.spend(device(origin, claim));
            failures.spend(address(origin));
        }
    }

    /** Asks for one renewal and counts it. */
    boolean mayRenew(DeviceIdentity identity) {
        boolean may = !renewals.exhausted(identity.urn());
        renewals.spend(identity.urn());
        return may;
    }

    /** Asks for one renewal with a certificate that is good no more, and counts it. */
    boolean mayRevive(Fingerprint certificate) {
        var key = "certificate " + certificate;
        boolean may = !renewals.exhausted(key);
        renewals.spend(key);
        return may;
    }

    private static String device(Origin origin, Claim claim) {
        return "device " + origin.tenant() + " " + claim.device();
    }

    private static String address(Origin origin) {
        return "address " + network(origin.remoteIp());
    }

    /** One customer has at least a /64 of IPv6 to try from. */
    private static String network(String address) {
        var groups = address.split(":", -1);
        return groups.length < 8 ? address : String.join(":", List.of(groups).subList(0, 4));
    }
}
