// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import org.jspecify.annotations.Nullable;

/** How a device proved to be the one, which is also what its session stands on from then on. */
public sealed interface Proof {

    /** What policies see of a certificate; null when none is part of the proof. */
    @Nullable CertificateFacts certificate();

    /** The certificate that we saw, SHA-256 in hexadecimal; null when we saw none. */
    default @Nullable String fingerprint() {
        return null;
    }

    /** With a certificate that registry-service issued, and that it can revoke. */
    record Enrolled(String fingerprint, CertificateFacts certificate) implements Proof {}

    /**
     * With a certificate of registry-service's that is no device's: many may hold it, and it is
     * good for asking for a certificate of one's own.
     */
    record Claim(String fingerprint, CertificateFacts certificate) implements Proof {}

    /** With a certificate of an authority that is trusted here, of which no registry knows. */
    record Trusted(String fingerprint, CertificateFacts certificate) implements Proof {}

    /**
     * With a certificate that this very device is known by, whoever issued it.
     *
     * @param pin the name of what is pinned, the certificate or its key
     */
    record Pinned(String fingerprint, String pin, CertificateFacts certificate) implements Proof {}

    /** By the broker's word that it has checked a certificate of this name. */
    record Asserted(CertificateFacts certificate) implements Proof {}

    /**
     * With a password.
     *
     * @param authId the user name that it goes with
     * @param mark of the very credential: a changed password leaves no session of the old one
     */
    record Password(String authId, String mark) implements Proof {
        @Override
        public @Nullable CertificateFacts certificate() {
            return null;
        }
    }
}
