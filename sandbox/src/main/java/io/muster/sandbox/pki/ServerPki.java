// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * The certificates of the sandbox's servers: an authority of its own, and one certificate for all
 * that listens on loopback. They are made at the first start and again when they are about to
 * expire.
 */
public final class ServerPki {

    private static final String CA = "ca";
    private static final String SERVER = "server";
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private final Path directory;
    private final String password;

    private ServerPki(Path directory, String password) {
        this.directory = directory;
        this.password = password;
    }

    /**
     * The certificates in a directory, made now where they are missing; the password protects the
     * key stores.
     */
    public static ServerPki ensure(Path directory, String password) throws IOException {
        var pki = new ServerPki(directory, password);
        try {
            if (!pki.usable()) {
                pki.make();
            }
            return pki;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot make server certificates: " + e.getMessage(), e);
        }
    }

    private boolean usable() throws IOException, GeneralSecurityException {
        if (!Files.exists(keyStore()) || !Files.exists(caCertificate()) || !Files.exists(key())) {
            return false;
        }
        var certificate =
                (X509Certificate) KeyStores.read(keyStore(), password).getCertificate(SERVER);
        return certificate != null
                && certificate.getNotAfter().toInstant().isAfter(Instant.now().plus(RENEW_BEFORE));
    }

    private void make() throws IOException, GeneralSecurityException {
        var ca = CertificateMaker.authority();
        var server = CertificateMaker.server(ca);
        PemFiles.writeCertificates(caCertificate(), ca.certificate());
        PemFiles.writeCertificates(certificate(), server.certificate(), ca.certificate());
        PemFiles.writeKey(key(), server.keys().getPrivate());
        KeyStores.write(
                keyStore(),
                password,
                store ->
                        store.setKeyEntry(
                                SERVER,
                                server.keys().getPrivate(),
                                password.toCharArray(),
                                server.chain()));
    }

    /** PEM of the authority, which clients trust. */
    public Path caCertificate() {
        return directory.resolve("server-ca.pem");
    }

    /** PEM of the server's certificate, with its authority behind it. */
    public Path certificate() {
        return directory.resolve("server.pem");
    }

    /** PEM of the server's private key. */
    public Path key() {
        return directory.resolve("server.key");
    }

    /** PKCS#12 with the server's key and certificate. */
    public Path keyStore() {
        return directory.resolve("server.p12");
    }

    /** PKCS#12 with the authorities whose clients the servers believe. */
    public Path trustStore() {
        return directory.resolve("devices.p12");
    }

    /** Writes the trust store anew. */
    public void writeTrustStore(Iterable<X509Certificate> authorities) throws IOException {
        try {
            KeyStores.write(trustStore(), password, store -> addAll(store, authorities));
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot write " + trustStore() + ": " + e.getMessage(), e);
        }
    }

    private static void addAll(KeyStore store, Iterable<X509Certificate> authorities)
            throws GeneralSecurityException {
        var number = 0;
        for (var authority : authorities) {
            store.setCertificateEntry(CA + number++, authority);
        }
    }
}
