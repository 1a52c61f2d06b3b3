// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

/** What came of looking at a certificate. */
public sealed interface CertificateVerdict {

    /** A device's certificate of one of its tenant's issuers. */
    record Sound(DeviceCertificate certificate) implements CertificateVerdict {}

    /** Not one; the flaw is for the log. */
    record Unsound(Flaw flaw) implements CertificateVerdict {}

    /** What is wrong with a certificate. */
    enum Flaw {
        UNREADABLE,
        NAMES,
        PURPOSE,
        ISSUER
    }
}
