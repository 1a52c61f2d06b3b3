// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Issues certificates as a registry would, for tests of the device's side. */
final class TestAuthority {

    private static final char[] NO_PASSWORD = new char[0];

    private final X500Principal name;
    private final KeyPair pair = newKeys();
    private long serial = 1;

    TestAuthority(String commonName) {
        this.name = new X500Principal("CN=" + commonName);
    }

    X509Certificate issue(String deviceId, PublicKey key) {
        return sign(builder(new X500Principal("CN=" + deviceId + ",O=default"), key));
    }

    /** An enrolled device. */
    DeviceIdentity device(String deviceId) {
        var key = DeviceKey.generate();
        return new DeviceIdentity(deviceId, key, issue(deviceId, key.publicKey()));
    }

    /** The authority's own certificate. */
    X509Certificate certificate() {
        try {
            var builder = builder(name, pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            return sign(builder);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server's TLS context under a DNS name. */
    SSLContext server(String dnsName) {
        try {
            var keys = newKeys();
            var builder = builder(new X500Principal("CN=" + dnsName), keys.getPublic());
            var names = new GeneralNames(new GeneralName(GeneralName.dNSName, dnsName));
            builder.addExtension(Extension.subjectAlternativeName, false, names);
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server", keys.getPrivate(), NO_PASSWORD, new Certificate[] {sign(builder)});
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ContentVerifierProvider verifier(PublicKey key) throws OperatorCreationException {
        return new JcaContentVerifierProviderBuilder().build(key);
    }

    private JcaX509v3CertificateBuilder builder(X500Principal subject, PublicKey key) {
        var now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(serial++),
                Date.from(now.minus(Duration.ofMinutes(5))),
                Date.from(now.plus(Duration.ofDays(1))),
                subject,
                key);
    }

    private X509Certificate sign(JcaX509v3CertificateBuilder builder) {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
