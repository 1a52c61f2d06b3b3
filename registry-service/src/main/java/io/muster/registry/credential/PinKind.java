// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.registry.identity.Fingerprint;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Locale;

/** What of a certificate its device is known by. */
enum PinKind {
    /** All of it: its successor is another one. */
    @JsonProperty("certificate")
    CERTIFICATE,
    /** Its key, so that each certificate of that key will do. */
    @JsonProperty("key")
    KEY;

    /** The name that acl-service looks for when it is shown a certificate. */
    String name(X509Certificate certificate) {
        return name().toLowerCase(Locale.ROOT) + ":" + Fingerprint.of(bytes(certificate));
    }

    private byte[] bytes(X509Certificate certificate) {
        try {
            return switch (this) {
                case CERTIFICATE -> certificate.getEncoded();
                case KEY -> certificate.getPublicKey().getEncoded();
            };
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a parsed certificate has an encoding", impossible);
        }
    }
}
