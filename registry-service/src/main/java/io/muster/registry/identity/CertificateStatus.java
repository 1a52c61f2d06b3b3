// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

/** Whether a certificate is still good; that it has expired is a matter of the clock. */
public enum CertificateStatus {
    ACTIVE,
    /** Not for now; it may become good again. */
    HOLD,
    REVOKED
}
