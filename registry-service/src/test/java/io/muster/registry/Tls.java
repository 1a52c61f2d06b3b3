// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS contexts of clients that trust the test server. */
public final class Tls {

    private static final char[] PASSWORD = "none".toCharArray();

    private Tls() {}

    /** The authority that signed the EST server's certificate. */
    public static Path serverCa() {
        return Path.of(System.getProperty(RegistryResource.SERVER_CA));
    }

    public static SSLContext anonymous() {
        return context(null);
    }

    /** A client that proves to hold the key of a certificate. */
    public static SSLContext with(X509Certificate certificate, PrivateKey key) {
        try {
            var store = empty();
            store.setKeyEntry("client", key, PASSWORD, new Certificate[] {certificate});
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            return context(keys.getKeyManagers());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(KeyManager[] keys) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys, trustOfServer(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts the authority of the test server and no other. */
    public static X509TrustManager[] trustOfServer() {
        try {
            var store = empty();
            store.setCertificateEntry("server", decode(Files.readAllBytes(serverCa())));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return new X509TrustManager[] {(X509TrustManager) trust.getTrustManagers()[0]};
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            return store;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate in DER or PEM. */
    public static X509Certificate decode(byte[] certificate) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(certificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
