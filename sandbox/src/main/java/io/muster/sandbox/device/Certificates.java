// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Reads certificates and turns them into what a TLS client trusts. */
public final class Certificates {

    private Certificates() {}

    /** All certificates of PEM or PKCS#7 bytes, in their order. */
    public static List<X509Certificate> parse(byte[] bytes) throws CertificateException {
        Collection<? extends Certificate> found =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(bytes));
        return found.stream().map(X509Certificate.class::cast).toList();
    }

    /** All certificates of a PEM file. */
    public static List<X509Certificate> read(Path file) throws IOException {
        try {
            return parse(Files.readAllBytes(file));
        } catch (CertificateException e) {
            throw new IOException(file + " holds no certificates", e);
        }
    }

    /**
     * Trusts servers whose certificate was issued by one of the given certificates, and no other.
     */
    public static TrustManagerFactory trusting(List<X509Certificate> anchors) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < anchors.size(); i++) {
                store.setCertificateEntry("anchor-" + i, anchors.get(i));
            }
            var managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return managers;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot trust the given certificates", e);
        }
    }

    /** A client's TLS context; {@code keys} is empty for a client without a certificate. */
    static SSLContext tls(TrustManagerFactory trust, KeyManager... keys) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK offers no TLS", e);
        }
    }

    /** The one common name of the subject; empty when there is none or more than one. */
    static Optional<String> commonName(X509Certificate certificate) {
        try {
            var names =
                    new LdapName(certificate.getSubjectX500Principal().getName())
                            .getRdns().stream()
                                    .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                                    .map(rdn -> rdn.getValue().toString())
                                    .toList();
            return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
