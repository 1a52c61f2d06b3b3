// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.registry.enrollment.PresentedCertificate;

/** What a request shows of its client's certificate. */
sealed interface Shown {

    /** No certificate. */
    record None() implements Shown {}

    /** A certificate, whatever it is worth, whose key the client holds. */
    record Certificate(PresentedCertificate certificate) implements Shown {}

    /** Something in the place of a certificate that is none, or none to verify with. */
    record Garbage(String why) implements Shown {}
}
