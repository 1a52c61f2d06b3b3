// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

/** What came of reading a certificate request. */
public sealed interface CsrReading {

    /** Well formed, with an acceptable key that signed it; its names are not judged yet. */
    record Accepted(CertificateRequest request) implements CsrReading {}

    /** Not to be answered with a certificate. */
    record Refused(Refusal refusal) implements CsrReading {}
}
