// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

import io.muster.acl.decision.CertificateFacts;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** Reads from a certificate that was checked what policies may see of it. */
final class Facts {

    static final int DNS = 2;
    static final int URI = 6;
    private static final int HEX = 16;

    private Facts() {}

    static CertificateFacts of(X509Certificate certificate, DeviceNames names) {
        return new CertificateFacts(
                names.device().value(),
                certificate.getSerialNumber().toString(HEX),
                certificate.getIssuerX500Principal().getName(X500Principal.RFC2253),
                alternatives(certificate, URI),
                alternatives(certificate, DNS),
                true);
    }

    static List<String> alternatives(X509Certificate certificate, int kind) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream().filter(name -> is(name, kind)).map(Facts::value).toList();
        } catch (CertificateParsingException malformed) {
            return List.of();
        }
    }

    private static boolean is(List<?> name, int kind) {
        return name.getFirst() instanceof Integer type && type == kind;
    }

    private static String value(List<?> name) {
        return String.valueOf(name.get(1));
    }
}
