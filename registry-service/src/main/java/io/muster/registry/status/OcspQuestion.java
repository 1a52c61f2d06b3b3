// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.Req;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier asks (RFC 6960): about which certificates, and with which nonce.
 *
 * @param nonce the extension as it is to be given back
 */
record OcspQuestion(List<CertificateID> certificates, Optional<Extension> nonce) {

    /** More than any verifier needs. */
    static final int MAX_BYTES = 4096;

    /** Each certificate of an answer has to be looked up. */
    private static final int MAX_CERTIFICATES = 8;

    /** What RFC 9654 allows. */
    private static final int MAX_NONCE = 128;

    OcspQuestion {
        certificates = List.copyOf(certificates);
    }

    /** Reads a request; empty when it is malformed or larger than we answer. */
    static Optional<OcspQuestion> parse(byte[] request) {
        if (request.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            var parsed = new OCSPReq(request);
            var certificates = List.of(parsed.getRequestList()).stream().map(Req::getCertID);
            return nonce(parsed.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce))
                    .map(nonce -> new OcspQuestion(certificates.toList(), nonce))
                    .filter(OcspQuestion::withinBounds);
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // The library's parsers fail in many ways on hostile bytes.
        }
    }

    private boolean withinBounds() {
        return !certificates.isEmpty() && certificates.size() <= MAX_CERTIFICATES;
    }

    /** No nonce, one that is given back, or nothing at all when it is not to be accepted. */
    private static Optional<Optional<Extension>> nonce(@Nullable Extension extension)
            throws IOException {
        if (extension == null) {
            return Optional.of(Optional.empty());
        }
        var value = ASN1OctetString.getInstance(extension.getParsedValue()).getOctets();
        return value.length == 0 || value.length > MAX_NONCE
                ? Optional.empty()
                : Optional.of(
                        Optional.of(
                                new Extension(
                                        OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                                        false,
                                        new DEROctetString(value).getEncoded())));
    }
}
