// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.identity.DeviceCertificate;

/** A certificate that is signed and not issued: nobody outside has seen it. */
record Draft(Origin origin, Grant grant, CertificateRequest request, DeviceCertificate signed) {}
