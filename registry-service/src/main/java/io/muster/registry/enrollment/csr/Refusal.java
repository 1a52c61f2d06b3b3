// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import java.time.Duration;
import java.util.Optional;

/**
 * That a certificate is not issued, and why. The detail is a sentence for the device's owner: it
 * never repeats bytes of the request.
 *
 * @param retryAfter when the same request may do better; empty where time changes nothing, or
 *     nobody knows
 */
public record Refusal(RefusalReason reason, String detail, Optional<Duration> retryAfter) {

    /** A refusal that says nothing of a better time. */
    public Refusal(RefusalReason reason, String detail) {
        this(reason, detail, Optional.empty());
    }
}
