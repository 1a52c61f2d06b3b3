// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

import io.muster.acl.decision.CertificateFacts;
import io.muster.platform.topic.DeviceId;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate of which nothing is believed but its bytes, its key and its dates: who issued it,
 * and which names it was given, is the business of others. That its holder has the key, the broker
 * has checked.
 */
public final class PinnedCertificate {

    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int HEX = 16;

    private final X509Certificate certificate;

    private PinnedCertificate(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /**
     * Reads a certificate; empty when it is none, or says that it is not for clients. One of an
     * authority is taken, too: that is what self-signed ones mostly say of themselves.
     */
    public static Optional<PinnedCertificate> read(byte[] der) {
        return CertificateCheck.read(der)
                .filter(PinnedCertificate::forClients)
                .map(PinnedCertificate::new);
    }

    private static boolean forClients(X509Certificate certificate) {
        try {
            var purposes = certificate.getExtendedKeyUsage();
            var usage = certificate.getKeyUsage();
            return (purposes == null
                            || purposes.contains(CLIENT_AUTH)
                            || purposes.contains(ANY_PURPOSE))
                    && (usage == null || usage[DIGITAL_SIGNATURE]);
        } catch (CertificateParsingException malformed) {
            return false;
        }
    }

    /** Its key as it is pinned: a {@code SubjectPublicKeyInfo}. */
    public byte[] key() {
        return certificate.getPublicKey().getEncoded();
    }

    /** Says whether the moment lies within the certificate's validity; both ends belong to it. */
    public boolean validAt(Instant moment) {
        return !moment.isBefore(certificate.getNotBefore().toInstant())
                && !moment.isAfter(notAfter());
    }

    /** The end of its validity. */
    public Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    /**
     * What policies may see of it. The common name is the device's, not the certificate's: policies
     * give rights by it, and a stranger chose the other one. So it is with alternative names.
     */
    public CertificateFacts facts(DeviceId device) {
        return new CertificateFacts(
                device.value(),
                certificate.getSerialNumber().toString(HEX),
                certificate.getIssuerX500Principal().getName(X500Principal.RFC2253),
                List.of(),
                List.of(),
                true);
    }
}
