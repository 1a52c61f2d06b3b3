// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import io.muster.registry.identity.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

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
        Entry entry,
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
                    new Entry(Optional.empty(), Set.of(), false),
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
     * What certificates of authorities that are not ours are good for.
     *
     * @param template how the device's id is made, unless as the mode has it
     * @param issuers the authorities that count; all that the tenant has proven if there are none
     * @param reenroll whether the first certificate may be asked for as if it was a renewal,
     *     because some clients with a certificate can't ask in another way
     */
    public record Entry(Optional<IdTemplate> template, Set<Fingerprint> issuers, boolean reenroll) {

        /** The set cannot change after the creation. */
        public Entry {
            issuers = Set.copyOf(issuers);
        }

        /** Whether an authority's word counts. */
        public boolean counts(Fingerprint issuer) {
            return issuers.isEmpty() || issuers.contains(issuer);
        }
    }

    /**
     * How EST is spoken.
     *
     * @param csrAttributes whether {@code csrattrs} says which key a device should make
     */
    public record Est(WireForm wire, PopLinking popLinking, boolean csrAttributes) {}

    /** How ids are made of certificates and requests. */
    public IdTemplate template() {
        return entry.template()
                .orElseGet(() ->
                        switch (mode) {
                            case FACTORY_IDENTITY -> new IdTemplate("{cert.serialNumber}");
                            case CA_GROUP -> new IdTemplate("{cert.cn}");
                            case CLAIM_CERTIFICATE, CLAIM_TOKEN, MANUAL ->
                                    new IdTemplate("{csr.cn}");
                        });
    }

    /** Whether first enrollments wait for a person. */
    public boolean needsApproval() {
        return approval == Approval.MANUAL || mode == EnrollmentMode.MANUAL;
    }

    /** Whether first enrollments are over. */
    public boolean closed(Instant now) {
        return limits.notAfter().filter(end -> !now.isBefore(end)).isPresent();
    }
}
