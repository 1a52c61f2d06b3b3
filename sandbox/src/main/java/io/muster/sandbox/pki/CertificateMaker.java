// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the sandbox's server certificates: ECDSA P-256, which every TLS client of devices knows.
 */
final class CertificateMaker {

    private static final Duration CA_LIFE = Duration.ofDays(3650);

    /** Apple's clients accept no server certificate that is valid for longer. */
    private static final Duration SERVER_LIFE = Duration.ofDays(397);

    private static final int SERIAL_BITS = 120;
    private static final String SIGNATURE = "SHA256withECDSA";

    private CertificateMaker() {}

    /** A certificate with its key, and the certificate that signed it. */
    record Issued(KeyPair keys, X509Certificate certificate, X509Certificate issuer) {

        Certificate[] chain() {
            return new Certificate[] {certificate, issuer};
        }
    }

    static Issued authority() throws IOException, GeneralSecurityException {
        var keys = newKeys();
        var name = new X500Name("CN=Muster sandbox server CA");
        var builder = builder(name, keys, name, keys, CA_LIFE);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        var certificate = sign(builder, keys);
        return new Issued(keys, certificate, certificate);
    }

    static Issued server(Issued ca) throws IOException, GeneralSecurityException {
        var keys = newKeys();
        var issuer = X500Name.getInstance(ca.certificate().getSubjectX500Principal().getEncoded());
        var builder = builder(issuer, ca.keys(), new X500Name("CN=localhost"), keys, SERVER_LIFE);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.subjectAlternativeName, false, loopbackNames());
        return new Issued(keys, sign(builder, ca.keys()), ca.certificate());
    }

    private static GeneralNames loopbackNames() {
        return new GeneralNames(
                new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                    new GeneralName(GeneralName.iPAddress, "::1")
                });
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer, KeyPair issuerKeys, X500Name subject, KeyPair keys, Duration life)
            throws IOException, GeneralSecurityException {
        // A minute back, for clocks that are a little behind ours.
        var from = Instant.now().minusSeconds(60);
        var builder =
                new JcaX509v3CertificateBuilder(
                        issuer,
                        new BigInteger(SERIAL_BITS, new SecureRandom()),
                        Date.from(from),
                        Date.from(from.plus(life)),
                        subject,
                        keys.getPublic());
        var ids = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                ids.createSubjectKeyIdentifier(keys.getPublic()));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                ids.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
        return builder;
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair issuerKeys)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder(SIGNATURE).build(issuerKeys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
