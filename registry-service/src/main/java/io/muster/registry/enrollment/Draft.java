// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.identity.DeviceCertificate;

/** A certificate that is signed and not issued: nobody outside has seen it. */
record Draft(Origin origin, Grant grant, CertificateRequest request, DeviceCertificate signed) {

    /** Whether it may bring the device into being. */
    boolean addsDevice() {
        return first()
                && !(grant instanceof Grant.ByOperator)
                && origin.profile().rules().createIfMissing();
    }

    /** Whether it may, and the device is of no type, whose rules it might break. */
    boolean addsPlainDevice() {
        return addsDevice() && origin.profile().rules().newDevices().description().type().isEmpty();
    }

    /** Whether a person has to have approved it. */
    boolean needsApproval() {
        return !grant.free() && origin.profile().rules().needsApproval();
    }

    /** Whether it is the device's entry and not the renewal of what it has. */
    boolean first() {
        return !grant.renewal();
    }
}
