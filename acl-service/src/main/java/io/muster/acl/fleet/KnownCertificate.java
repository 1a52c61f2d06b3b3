// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

import java.time.Instant;

/**
 * A certificate that registry-service has told of.
 *
 * @param issuer the fingerprint of the issuing CA's certificate
 */
record KnownCertificate(
        DeviceKey device, String fingerprint, String issuer, Standing standing, Instant notAfter) {

    /** Whether it is good, from best to worst; only a hold can end. */
    enum Standing {
        ACTIVE,
        HELD,
        REVOKED
    }

    boolean active() {
        return standing == Standing.ACTIVE;
    }

    /** This one as it stands at worst. */
    KnownCertificate atMost(Standing other) {
        return standing.compareTo(other) >= 0 ? this : as(other);
    }

    /** Good again, if it was no more than on hold and its end is known. */
    KnownCertificate released() {
        return standing == Standing.HELD && notAfter.isBefore(Instant.MAX)
                ? as(Standing.ACTIVE)
                : this;
    }

    private KnownCertificate as(Standing other) {
        return new KnownCertificate(device, fingerprint, issuer, other, notAfter);
    }

    boolean usableAt(Instant moment) {
        return active() && moment.isBefore(notAfter);
    }
}
