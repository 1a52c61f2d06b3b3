// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy may see of a client certificate.
 *
 * @param cn the common name
 * @param serial in lower-case hexadecimal; null where only the name is known
 * @param issuer the issuer's distinguished name in the form of RFC 2253; null as above
 * @param sanUri the subject alternative names of the kind URI
 * @param sanDns those of the kind DNS
 * @param verified whether we saw the certificate and checked it ourselves; otherwise the broker
 *     asserts that it did
 */
public record CertificateFacts(
        String cn,
        @Nullable String serial,
        @Nullable String issuer,
        List<String> sanUri,
        List<String> sanDns,
        boolean verified) {

    public CertificateFacts {
        sanUri = List.copyOf(sanUri);
        sanDns = List.copyOf(sanDns);
    }

    /** Of a certificate that the broker has checked and does not show. */
    public static CertificateFacts asserted(String cn) {
        return new CertificateFacts(cn, null, null, List.of(), List.of(), false);
    }
}
