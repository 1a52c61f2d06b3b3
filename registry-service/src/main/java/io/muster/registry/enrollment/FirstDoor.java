// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.profile.EnrollmentMode;
import java.time.Instant;
import java.util.Optional;

/** Whether a profile takes first enrollments of a kind, at this time. */
final class FirstDoor {

    static final Refusal CLOSED =
            new Refusal(
                    RefusalReason.PROFILE_CLOSED,
                    "The enrollment profile takes no such enrollments.");

    private FirstDoor() {}

    /** Why it does not; empty when it does. */
    static Optional<Refusal> breach(Origin origin, EnrollmentMode mode, Instant now) {
        var rules = origin.profile().rules();
        return rules.mode() != mode || rules.closed(now) ? Optional.of(CLOSED) : Optional.empty();
    }
}
