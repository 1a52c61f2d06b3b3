// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority in a directory, a broker's certificate, and those of things. RSA, for old SDKs. */
final class ThingPki {

    private static final X500Name CA = new X500Name("CN=Things");

    private ThingPki() {}

    /** Makes the authority, and the certificate of a broker on this machine. */
    static void server(Path directory) throws IOException {
        try {
            var ca = keys();
            write(directory.resolve("ca.key"), ca.getPrivate());
            var root = certificate(CA, ca, ca.getPrivate(), true);
            write(directory.resolve("ca.pem"), root);
            var server = keys();
            write(directory.resolve("server.key"), server.getPrivate());
            write(
                    directory.resolve("server.pem"),
                    certificate(new X500Name("CN=localhost"), server, ca.getPrivate(), false));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Makes {@code {thing}.pem} and {@code {thing}.key}. */
    static void thing(Path directory, String thing) throws IOException {
        try {
            var keys = keys();
            write(directory.resolve(thing + ".key"), keys.getPrivate());
            var ca = caKey(directory);
            write(
                    directory.resolve(thing + ".pem"),
                    certificate(new X500Name("CN=" + thing), keys, ca, false));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (var parser = new PEMParser(Files.newBufferedReader(file))) {
            return new JcaX509CertificateConverter()
                    .getCertificate((X509CertificateHolder) parser.readObject());
        }
    }

    static PrivateKey key(Path file) throws IOException {
        try (var parser = new PEMParser(new StringReader(Files.readString(file)))) {
            return new JcaPEMKeyConverter()
                    .getKeyPair((PEMKeyPair) parser.readObject())
                    .getPrivate();
        }
    }

    private static PrivateKey caKey(Path directory) throws IOException {
        return key(directory.resolve("ca.key"));
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(
            X500Name subject, KeyPair keys, PrivateKey issuer, boolean authority)
            throws IOException, GeneralSecurityException {
        var now = Instant.now();
        var builder =
                new JcaX509v3CertificateBuilder(
                        CA,
                        new BigInteger(100, new SecureRandom()),
                        Date.from(now.minusSeconds(60)),
                        Date.from(now.plusSeconds(86_400)),
                        subject,
                        keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (subject.toString().equals("CN=localhost")) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            new GeneralName[] {
                                new GeneralName(GeneralName.dNSName, "localhost"),
                                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                            }));
        }
        try {
            var signer = new JcaContentSignerBuilder("SHA256withRSA").build(issuer);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static void write(Path file, Object content) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        Files.writeString(file, text.toString());
    }
}
