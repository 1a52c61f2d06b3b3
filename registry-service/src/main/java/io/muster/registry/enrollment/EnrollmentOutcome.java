// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.identity.DeviceCertificate;
import java.time.Duration;

/** What came of asking for a certificate. */
public sealed interface EnrollmentOutcome {

    /** The certificate, stored before anybody hears of it; also one that was issued before. */
    record Issued(DeviceCertificate certificate) implements EnrollmentOutcome {}

    /** No certificate, and asking again in the same way changes nothing. */
    record Refused(Refusal refusal) implements EnrollmentOutcome {}

    /** A person has to decide: the same request again later will learn what. */
    record Pending(Duration retryAfter) implements EnrollmentOutcome {}

    /** Too many at once: the same request again later will be looked at. */
    record Busy(Duration retryAfter) implements EnrollmentOutcome {}
}
