// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an authority has taken back.
 *
 * @param nextUpdate when a newer list is due; null when it does not say
 */
public record RevocationList(
        X509Certificate issuer, Set<BigInteger> serials, @Nullable Instant nextUpdate) {

    /** Refuses a list that this authority has not signed. */
    static RevocationList of(X509CRL crl, X509Certificate issuer) throws GeneralSecurityException {
        crl.verify(issuer.getPublicKey());
        Set<? extends X509CRLEntry> entries = crl.getRevokedCertificates();
        var serials =
                entries == null
                        ? Set.<BigInteger>of()
                        : entries.stream()
                                .map(X509CRLEntry::getSerialNumber)
                                .collect(Collectors.toUnmodifiableSet());
        var next = crl.getNextUpdate();
        return new RevocationList(issuer, serials, next == null ? null : next.toInstant());
    }

    boolean staleAt(Instant now) {
        return nextUpdate != null && now.isAfter(nextUpdate);
    }
}
