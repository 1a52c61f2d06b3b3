// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * A key that may sign OCSP answers in an authority's name and nothing else. Its certificate is good
 * for days and can't be revoked, and the key is in memory only: losing it costs nothing.
 */
public record OcspDelegate(CaSigner signer, Instant renewAt) {

    private static final Duration LIFETIME = Duration.ofDays(2);
    private static final Duration BACKDATE = Duration.ofHours(1);

    /** Makes a key and certifies it. Blocks as long as the authority's signer does. */
    public static OcspDelegate of(Authority authority, Instant now) {
        var keys = generate();
        var key = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        var certificate = certify(authority.signer(), key, now);
        var signer = new EcdsaSigner(certificate, EcdsaKey.parse(keys.getPrivate().getEncoded()));
        return new OcspDelegate(signer, now.plus(LIFETIME.dividedBy(2)));
    }

    private static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new CaUnusable("This Java platform can't make P-256 keys.", e);
        }
    }

    private static X509CertificateHolder certify(
            CaSigner issuer, SubjectPublicKeyInfo key, Instant now) {
        var end = now.plus(LIFETIME);
        var last = issuer.certificate().getNotAfter().toInstant();
        var builder =
                new X509v3CertificateBuilder(
                        issuer.certificate().getSubject(),
                        SerialNumbers.next(),
                        Date.from(now.minus(BACKDATE)),
                        Date.from(end.isBefore(last) ? end : last),
                        new X500NameBuilder(BCStyle.INSTANCE)
                                .addRDN(BCStyle.CN, "Muster OCSP")
                                .build(),
                        key);
        try {
            addExtensions(builder, issuer.certificate(), key);
        } catch (CertIOException e) {
            throw new IllegalStateException("extensions of ours are always encodable", e);
        }
        return builder.build(issuer.once());
    }

    private static void addExtensions(
            X509v3CertificateBuilder builder,
            X509CertificateHolder issuer,
            SubjectPublicKeyInfo key)
            throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
                Extension.extendedKeyUsage,
                true,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
        builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        builder.addExtension(Extension.subjectKeyIdentifier, false, KeyIdentifiers.of(key));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(KeyIdentifiers.of(issuer)));
    }
}
