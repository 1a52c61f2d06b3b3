// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import io.muster.registry.identity.Fingerprint;
import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/**
 * Reads certificate requests from strangers. The order is from cheap to dear: size, shape, parts,
 * key, signature; the work is bounded by the limits of each step before.
 */
public final class CsrPolicy {

    private CsrPolicy() {}

    /** Parses a PKCS#10 request in DER, judges its key and verifies its signature. */
    public static CsrReading read(byte[] der) {
        if (der.length > CsrLimits.MAX_BYTES || !DerShape.accepts(der)) {
            return malformed();
        }
        try {
            return judge(der, new PKCS10CertificationRequest(der));
        } catch (IOException | RuntimeException e) {
            // The library throws many kinds of exceptions for bytes that are no request.
            return malformed();
        }
    }

    private static CsrReading judge(byte[] der, PKCS10CertificationRequest request)
            throws IOException {
        CsrLimits.check(request);
        var names = RequestedNames.of(request);
        return switch (KeyRules.judge(request.getSubjectPublicKeyInfo())) {
            case KeyRules.Verdict.Bad(var reason, var detail) -> refused(reason, detail);
            case KeyRules.Verdict.Good(var key) -> verify(der, request, key, names);
        };
    }

    private static CsrReading verify(
            byte[] der, PKCS10CertificationRequest request, RequestKey key, RequestedNames names)
            throws IOException {
        var breach = SignatureRules.firstBreach(der, request, key);
        if (breach.isPresent()) {
            return new CsrReading.Refused(breach.get());
        }
        var canonical = key.canonical();
        var keyDigest = Fingerprint.of(canonical.getEncoded());
        return new CsrReading.Accepted(
                new CertificateRequest(
                        Fingerprint.of(der), canonical, keyDigest, names, challenge(request)));
    }

    /** Of several none counts, and neither does one in an exotic string type. */
    private static Optional<String> challenge(PKCS10CertificationRequest request) {
        var found = request.getAttributes(PKCSObjectIdentifiers.pkcs_9_at_challengePassword);
        return found.length == 1
                        && found[0].getAttrValues().size() == 1
                        && found[0].getAttributeValues()[0] instanceof ASN1String text
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    private static CsrReading malformed() {
        return refused(RefusalReason.CSR_MALFORMED, "The body is not one PKCS#10 request in DER.");
    }

    private static CsrReading refused(RefusalReason reason, String detail) {
        return new CsrReading.Refused(new Refusal(reason, detail));
    }
}
