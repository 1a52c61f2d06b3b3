// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The terms of a profile.
 *
 * @param createIfMissing whether an enrollment may add a device; otherwise it is refused
 * @param renewGrace how long after its expiry a certificate may be renewed, once
 */
public record ProfileRules(
        EnrollmentMode mode,
        Approval approval,
        boolean createIfMissing,
        KeyPolicy keys,
        SubjectPolicy subject,
        Limits limits,
        Duration renewGrace,
        Est est,
        NewDevices newDevices) {

    /** Claim tokens for devices that exist. */
    public static final ProfileRules DEFAULT =
            new ProfileRules(
                    EnrollmentMode.CLAIM_TOKEN,
                    Approval.AUTO,
                    false,
                    KeyPolicy.ANY,
                    SubjectPolicy.REQUIRE_MATCH,
                    new Limits(Optional.empty(), Optional.empty(), Optional.empty()),
                    Duration.ZERO,
                    new Est(WireForm.FLAT, PopLinking.IF_PRESENT, false),
                    NewDevices.PLAIN);

    /**
     * How much and how long.
     *
     * @param validity how long certificates are good; the authority's setting where it is empty
     * @param maxEnrollments how many first certificates there are; renewals are not counted
     * @param notAfter when first enrollments end; renewals go on
     */
    public record Limits(
            Optional<Duration> validity,
            Optional<Long> maxEnrollments,
            Optional<Instant> notAfter) {}

    /**
     * How EST is spoken.
     *
     * @param csrAttributes whether {@code csrattrs} says which key a device should make
     */
    public record Est(WireForm wire, PopLinking popLinking, boolean csrAttributes) {}

    /** Whether first enrollments wait for a person. */
    public boolean needsApproval() {
        return approval == Approval.MANUAL || mode == EnrollmentMode.MANUAL;
    }

    /** Whether first enrollments are over. */
    public boolean closed(Instant now) {
        return limits.notAfter().filter(end -> !now.isBefore(end)).isPresent();
    }
}
