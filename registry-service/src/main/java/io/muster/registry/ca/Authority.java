// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.registry.ca.CertificateLint.Expected;
import io.muster.registry.ca.CertificateProfile.Terms;
import io.muster.registry.identity.ClaimCertificate;
import io.muster.registry.identity.ClaimIdentity;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The issuing authority of one tenant.
 *
 * @param chain the authority's certificate and those above it, the root last; what {@code cacerts}
 *     gives to devices
 * @param status what its certificates say of where their status is
 */
public record Authority(
        CaSigner signer, List<X509CertificateHolder> chain, Optional<StatusPoints> status) {

    private static final int HEX = 16;

    public Authority {
        chain = List.copyOf(chain);
    }

    /** An authority whose certificates say nothing of where their status is. */
    Authority(CaSigner signer, List<X509CertificateHolder> chain) {
        this(signer, chain, Optional.empty());
    }

    /** The same authority, whose certificates say where their status is. */
    Authority publishing(StatusPoints points) {
        return new Authority(signer, chain, Optional.of(points).filter(StatusPoints::published));
    }

    /** The name of this authority throughout Muster. */
    public Fingerprint fingerprint() {
        return der(chain.getFirst()).fingerprint();
    }

    /** The chain, each certificate in DER. */
    public List<Der> encodedChain() {
        return chain.stream().map(Authority::der).toList();
    }

    /** Signs a certificate for a device's key. Blocks as long as the signer does. */
    public DeviceCertificate issue(
            CertificateProfile profile,
            DeviceIdentity identity,
            SubjectPublicKeyInfo key,
            Instant now) {
        var terms = terms(profile, now);
        var der = sign(profile, identity, key, terms);
        return new DeviceCertificate(
                der.fingerprint(),
                identity,
                terms.serial().toString(HEX),
                fingerprint(),
                terms.validity(),
                now,
                Optional.empty(),
                der);
    }

    /** Signs a certificate for the key of a claim. Blocks as long as the signer does. */
    public ClaimCertificate issue(
            CertificateProfile profile,
            ClaimIdentity identity,
            SubjectPublicKeyInfo key,
            Instant now) {
        var terms = terms(profile, now);
        var der = sign(profile, identity, key, terms);
        return new ClaimCertificate(
                der.fingerprint(),
                identity,
                terms.serial().toString(HEX),
                fingerprint(),
                terms.validity(),
                der);
    }

    private Terms terms(CertificateProfile profile, Instant now) {
        return new Terms(SerialNumbers.next(), profile.validity(now, signer.certificate()), status);
    }

    private Der sign(
            CertificateProfile profile, Named identity, SubjectPublicKeyInfo key, Terms terms) {
        var certificate = profile.issue(signer, identity, key, terms);
        requireClean(certificate, new Expected(identity, key, signer.certificate()));
        return der(certificate);
    }

    /** What we sign is not for us to guess: a bug here would be in the field for months. */
    private static void requireClean(X509CertificateHolder certificate, Expected expected) {
        var findings = CertificateLint.findings(certificate, expected);
        if (!findings.isEmpty()) {
            throw new IllegalStateException("A certificate was not issued: " + findings);
        }
    }

    private static Der der(X509CertificateHolder certificate) {
        try {
            return Der.of(certificate.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
