// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.registry.enrollment.PresentedCertificate;

/** What a request shows of its client's certificate. */
sealed interface Shown {

    /** No certificate. */
    record None() implements Shown {}

    /** A certificate that an authority of ours signed. */
    record Certificate(PresentedCertificate certificate) implements Shown {}

    /** A certificate of nobody whom we know. */
    record Stranger() implements Shown {}

    /** Something in the place of a certificate that is none. */
    record Garbage(String why) implements Shown {}
}
