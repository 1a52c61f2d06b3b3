// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.pki;

import io.muster.sandbox.home.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** PEM files as OpenSSL writes them. */
public final class PemFiles {

    private static final Base64.Encoder LINES =
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private PemFiles() {}

    /** Writes certificates, in their order, for everybody to read. */
    public static void writeCertificates(Path file, X509Certificate... certificates)
            throws IOException {
        var pem = new StringBuilder();
        for (var certificate : certificates) {
            pem.append(pem("CERTIFICATE", encoded(certificate)));
        }
        Files.writeString(file, pem);
    }

    /** Writes a public key, for everybody to read. */
    public static void writePublicKey(Path file, Key key) throws IOException {
        Files.writeString(file, pem("PUBLIC KEY", key.getEncoded()));
    }

    /** Writes a private key (PKCS#8), for its owner only. */
    public static void writeKey(Path file, Key key) throws IOException {
        PrivateFiles.write(
                file, pem("PRIVATE KEY", key.getEncoded()).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] encoded(X509Certificate certificate) throws IOException {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IOException("a certificate cannot be encoded", e);
        }
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, LINES.encodeToString(content), label);
    }
}
