// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

import java.time.Instant;

/**
 * A certificate that registry-service has told of.
 *
 * @param issuer the fingerprint of the issuing CA's certificate
 */
record KnownCertificate(
        DeviceKey device, String fingerprint, String issuer, boolean active, Instant notAfter) {

    KnownCertificate revoked() {
        return new KnownCertificate(device, fingerprint, issuer, false, notAfter);
    }

    boolean usableAt(Instant moment) {
        return active && moment.isBefore(notAfter);
    }
}
