// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.topic.TenantId;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * The authority of a tenant that brings none: a new P-256 key and a certificate that it signs
 * itself. One further authority may be below it: the tenant's next one, once it is joined to it.
 */
record SelfSignedAuthority(KeyPair keys, X509CertificateHolder certificate) {

    private static final Duration LIFETIME = Duration.ofDays(20 * 365);
    private static final Duration BACKDATE = Duration.ofHours(1);
    private static final int NAME_OCTETS = 4;

    static SelfSignedAuthority create(TenantId tenant, Instant now) {
        var keys = generate();
        var key = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        var signer = EcdsaKey.parse(keys.getPrivate().getEncoded());
        return new SelfSignedAuthority(
                keys, sign(key, new SignerAdapter(signer.algorithm(), signer::sign), tenant, now));
    }

    Authority authority() {
        var signer = new EcdsaSigner(certificate, EcdsaKey.parse(keys.getPrivate().getEncoded()));
        return new Authority(signer, List.of(certificate));
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

    /** The certificate of such an authority, signed with the key that belongs to it. */
    static X509CertificateHolder sign(
            SubjectPublicKeyInfo key, SignerAdapter signer, TenantId tenant, Instant now) {
        var identifier = KeyIdentifiers.of(key);
        var name = name(tenant, identifier);
        var builder =
                new X509v3CertificateBuilder(
                        name,
                        SerialNumbers.next(),
                        Date.from(now.minus(BACKDATE)),
                        Date.from(now.plus(LIFETIME)),
                        name,
                        key);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.subjectKeyIdentifier, false, identifier);
        } catch (CertIOException e) {
            throw new IllegalStateException("extensions of ours are always encodable", e);
        }
        return builder.build(signer);
    }

    /** Two authorities must not share a name: verifiers look issuers up by it. */
    private static X500Name name(TenantId tenant, SubjectKeyIdentifier identifier) {
        var mark = HexFormat.of().formatHex(identifier.getKeyIdentifier(), 0, NAME_OCTETS);
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, "Muster Device CA " + mark)
                .addRDN(BCStyle.O, tenant.value())
                .build();
    }
}
