// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A certificate that was issued to a device.
 *
 * @param serial in lower-case hexadecimal without leading zeros
 * @param issuer the fingerprint of the authority's certificate
 * @param revocation present exactly when the status is REVOKED or HOLD
 */
public record DeviceCertificate(
        Fingerprint fingerprint,
        DeviceIdentity identity,
        String serial,
        Fingerprint issuer,
        Validity validity,
        Instant issuedAt,
        Optional<Revocation> revocation,
        Der der) {

    /** From when until when a certificate is good, both inclusive. */
    public record Validity(Instant notBefore, Instant notAfter) {

        private static final int WARNED_PART = 7;

        /** Whether this moment lies within. */
        public boolean contains(Instant moment) {
            return !moment.isBefore(notBefore) && !moment.isAfter(notAfter);
        }

        /**
         * When it is worth a warning that nothing has taken the certificate's place: clients renew
         * when two thirds to four fifths of its time are over.
         */
        public Instant warnAt() {
            return notAfter.minus(Duration.between(notBefore, notAfter).dividedBy(WARNED_PART));
        }
    }

    /** When and why a certificate was taken back. */
    public record Revocation(Instant at, RevocationReason reason) {}

    /** Whether it was revoked, is on hold, or neither; expiry is another matter. */
    public CertificateStatus status() {
        return revocation
                .map(it ->
                        it.reason() == RevocationReason.CERTIFICATE_HOLD
                                ? CertificateStatus.HOLD
                                : CertificateStatus.REVOKED)
                .orElse(CertificateStatus.ACTIVE);
    }
}
