// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A server certificate for localhost and the authority that signed it, as PEM files. */
public final class ServerCertificate {

    private static final X500Name AUTHORITY = new X500Name("CN=Test Server CA");

    private ServerCertificate() {}

    /** Writes {@code server.pem}, {@code server.key} and {@code server-ca.pem}. */
    public static void write(Path directory) throws IOException {
        var authority = TestKeys.p256();
        var server = TestKeys.p256();
        try {
            var root = builder(AUTHORITY, authority);
            root.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            root.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            var leaf = builder(new X500Name("CN=localhost"), server);
            leaf.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            new GeneralName[] {
                                new GeneralName(GeneralName.dNSName, "localhost"),
                                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                            }));
            pem(directory.resolve("server-ca.pem"), sign(root, authority.getPrivate()));
            pem(directory.resolve("server.pem"), sign(leaf, authority.getPrivate()));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
        pem(directory.resolve("server.key"), new JcaPKCS8Generator(server.getPrivate(), null));
    }

    private static X509v3CertificateBuilder builder(X500Name subject, KeyPair keys) {
        var now = Instant.now();
        return new X509v3CertificateBuilder(
                AUTHORITY,
                new BigInteger(100, new SecureRandom()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                subject,
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    }

    private static X509CertificateHolder sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException {
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key));
    }

    private static void pem(Path file, Object object) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        Files.writeString(file, text.toString());
    }
}
