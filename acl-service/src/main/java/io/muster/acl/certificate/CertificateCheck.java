// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

import io.muster.acl.certificate.CertificateVerdict.Flaw;
import io.muster.acl.certificate.CertificateVerdict.Sound;
import io.muster.acl.certificate.CertificateVerdict.Unsound;
import io.muster.acl.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a client certificate by ourselves, whatever the broker did: it may trust more issuers than
 * the tenant's, and knows nothing of tenants. No network is asked; revocation is the read model's
 * business. Takes a fraction of a millisecond of computing, so it stays off the event loop.
 */
public final class CertificateCheck {

    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;

    private final Issuers issuers;

    public CertificateCheck(Issuers issuers) {
        this.issuers = issuers;
    }

    /**
     * Looks at everything that does not change with time; the caller asks the result whether it is
     * valid now. (A registry dates certificates back, perhaps before their issuer, for devices with
     * slow clocks: the issuer need only be valid now.)
     */
    public CertificateVerdict check(byte[] der, Instant now) {
        var certificate = read(der);
        if (certificate.isEmpty()) {
            return new Unsound(Flaw.UNREADABLE);
        }
        var names = DeviceNames.of(certificate.get());
        if (names.isEmpty()) {
            return new Unsound(Flaw.NAMES);
        }
        if (!forClients(certificate.get())) {
            return new Unsound(Flaw.PURPOSE);
        }
        return issuedFor(certificate.get(), names.get(), Date.from(now));
    }

    /** Also refuses what a lenient reader accepts: PEM, or bytes after the certificate. */
    static Optional<X509Certificate> read(byte[] der) {
        try {
            var parsed =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
            return parsed instanceof X509Certificate certificate
                            && Arrays.equals(certificate.getEncoded(), der)
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (CertificateException malformed) {
            return Optional.empty();
        }
    }

    static boolean forClients(X509Certificate certificate) {
        try {
            var purposes = certificate.getExtendedKeyUsage();
            var usage = certificate.getKeyUsage();
            return purposes != null
                    && purposes.contains(CLIENT_AUTH)
                    && (usage == null || usage[DIGITAL_SIGNATURE])
                    && certificate.getBasicConstraints() < 0;
        } catch (CertificateException malformed) {
            return false;
        }
    }

    private CertificateVerdict issuedFor(X509Certificate certificate, DeviceNames names, Date now) {
        for (var issuer : issuers.of(names.tenant())) {
            if (issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                    && issued(issuer, certificate, now)) {
                return new Sound(describe(certificate, names, issuer));
            }
        }
        return new Unsound(Flaw.ISSUER);
    }

    static boolean issued(X509Certificate issuer, X509Certificate certificate, Date now) {
        var usage = issuer.getKeyUsage();
        if (issuer.getBasicConstraints() < 0 || (usage != null && !usage[KEY_CERT_SIGN])) {
            return false;
        }
        try {
            issuer.checkValidity(now);
            var path =
                    CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
            CertPathValidator.getInstance("PKIX")
                    .validate(path, trusting(issuer, certificate.getNotBefore()));
            return true;
        } catch (GeneralSecurityException untrusted) {
            return false;
        }
    }

    private static PKIXParameters trusting(X509Certificate issuer, Date moment)
            throws GeneralSecurityException {
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(moment);
        return parameters;
    }

    static DeviceCertificate describe(
            X509Certificate certificate, DeviceNames names, X509Certificate issuer) {
        try {
            return new DeviceCertificate(
                    names.tenant(),
                    names.device(),
                    Sha256.hex(certificate.getEncoded()),
                    Sha256.hex(issuer.getEncoded()),
                    certificate.getNotBefore().toInstant(),
                    end(certificate, issuer),
                    Facts.of(certificate, names));
        } catch (CertificateException impossible) {
            throw new IllegalStateException("a parsed certificate has an encoding", impossible);
        }
    }

    /** A certificate is worth nothing after its issuer's end. */
    private static Instant end(X509Certificate certificate, X509Certificate issuer) {
        var mine = certificate.getNotAfter().toInstant();
        var issuers = issuer.getNotAfter().toInstant();
        return mine.isBefore(issuers) ? mine : issuers;
    }
}
