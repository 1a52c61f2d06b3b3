// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.registry.identity.DeviceCertificate.Validity;
import io.muster.registry.identity.Named;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * What the certificate of a device looks like. Everything in it is ours but the public key; nothing
 * of the request is copied.
 *
 * @param lifetime how long a certificate is good
 * @param backdate how far its beginning lies in the past, for devices whose clock is behind
 */
public record CertificateProfile(Duration lifetime, Duration backdate) {

    /** A certificate ends at least this long before its issuer does. */
    private static final Duration ISSUER_MARGIN = Duration.ofMinutes(1);

    /** From when until when a certificate issued now is good. */
    Validity validity(Instant now, X509CertificateHolder issuer) {
        var wanted = now.plus(lifetime);
        var last = issuer.getNotAfter().toInstant().minus(ISSUER_MARGIN);
        return new Validity(
                now.minus(backdate).truncatedTo(ChronoUnit.SECONDS),
                (wanted.isBefore(last) ? wanted : last).truncatedTo(ChronoUnit.SECONDS));
    }

    /** What one certificate does not share with others. */
    record Terms(BigInteger serial, Validity validity, Optional<StatusPoints> status) {}

    /** Signs a certificate for a key. Blocks as long as the signer does. */
    X509CertificateHolder issue(
            CaSigner signer, Named identity, SubjectPublicKeyInfo key, Terms terms) {
        var issuer = signer.certificate();
        try {
            var builder =
                    new X509v3CertificateBuilder(
                            issuer.getSubject(),
                            terms.serial(),
                            Date.from(terms.validity().notBefore()),
                            Date.from(terms.validity().notAfter()),
                            subject(identity),
                            key);
            addExtensions(builder, identity, key, issuer);
            if (terms.status().isPresent()) {
                addStatus(builder, terms.serial(), terms.status().get());
            }
            return builder.build(new SignerAdapter(signer.algorithm(), signer::sign));
        } catch (CertIOException e) {
            throw new IllegalStateException("extensions of ours are always encodable", e);
        }
    }

    private static void addExtensions(
            X509v3CertificateBuilder builder,
            Named identity,
            SubjectPublicKeyInfo key,
            X509CertificateHolder issuer)
            throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        builder.addExtension(Extension.subjectAlternativeName, false, altName(identity));
        builder.addExtension(Extension.subjectKeyIdentifier, false, KeyIdentifiers.of(key));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(KeyIdentifiers.of(issuer)));
    }

    private static void addStatus(
            X509v3CertificateBuilder builder, BigInteger serial, StatusPoints status)
            throws CertIOException {
        builder.addExtension(Extension.cRLDistributionPoints, false, status.lists(serial));
        builder.addExtension(Extension.authorityInfoAccess, false, status.access());
    }

    private static X500Name subject(Named identity) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, identity.commonName())
                .addRDN(BCStyle.O, identity.tenant().value())
                .build();
    }

    private static GeneralNames altName(Named identity) {
        return new GeneralNames(
                new GeneralName(GeneralName.uniformResourceIdentifier, identity.urn()));
    }
}
