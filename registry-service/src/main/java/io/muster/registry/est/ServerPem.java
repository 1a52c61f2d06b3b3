// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedKeyManager;

/** What the files of the server's certificates and its key hold. */
record ServerPem(Buffer certificates, Buffer key) {

    private static final int MAX_BYTES = 256 * 1024;
    private static final byte[] SAMPLE = "a sample".getBytes(StandardCharsets.US_ASCII);

    static ServerPem read(Path certificates, Path key) throws IOException {
        return new ServerPem(bytes(certificates), bytes(key));
    }

    private static Buffer bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException(file + " is larger than certificates or a key can be");
            }
            return Buffer.buffer(bytes);
        }
    }

    /** A key and its certificates. */
    record Opened(X509ExtendedKeyManager keys, X509Certificate leaf) {}

    /** Fails when it is no key and its certificates, which a file half-way replaced isn't. */
    Opened open(Vertx vertx) throws GeneralSecurityException {
        var keys = keys(vertx);
        var alias = alias(keys);
        var leaf = Objects.requireNonNull(keys.getCertificateChain(alias))[0];
        if (!pair(Objects.requireNonNull(keys.getPrivateKey(alias)), leaf.getPublicKey())) {
            throw new KeyStoreException("the key is not that of the certificate");
        }
        return new Opened(keys, leaf);
    }

    private X509ExtendedKeyManager keys(Vertx vertx) throws GeneralSecurityException {
        var options = new PemKeyCertOptions().setCertValue(certificates).setKeyValue(key);
        try {
            return Stream.of(options.getKeyManagerFactory(vertx).getKeyManagers())
                    .filter(X509ExtendedKeyManager.class::isInstance)
                    .map(X509ExtendedKeyManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new KeyStoreException("there is no key"));
        } catch (GeneralSecurityException e) {
            throw e;
        } catch (Exception e) { // Vert.x declares it, and throws what it likes for what is no PEM
            throw new KeyStoreException("it is no PEM: " + e.getMessage(), e);
        }
    }

    private static String alias(X509ExtendedKeyManager keys) throws KeyStoreException {
        return Stream.of("EC", "RSA", "EdDSA")
                .map(type -> keys.getServerAliases(type, null))
                .filter(Objects::nonNull)
                .flatMap(Stream::of)
                .findFirst()
                .orElseThrow(() -> new KeyStoreException("there is no key that a server can use"));
    }

    private static boolean pair(PrivateKey key, PublicKey publicKey)
            throws GeneralSecurityException {
        var signature = Signature.getInstance(algorithm(publicKey));
        signature.initSign(key);
        signature.update(SAMPLE);
        var signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(SAMPLE);
        return signature.verify(signed);
    }

    private static String algorithm(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ServerPem";
    }
}
