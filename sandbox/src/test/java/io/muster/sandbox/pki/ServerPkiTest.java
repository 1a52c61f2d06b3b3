// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerPkiTest {

    @TempDir private Path directory;

    @Test
    void theServerCertificateIsForLoopbackAndOfItsAuthority() throws Exception {
        var pki = ServerPki.ensure(directory, "secret");

        var ca = certificates(pki.caCertificate()).getFirst();
        var server = certificates(pki.certificate()).getFirst();

        server.verify(ca.getPublicKey());
        assertThat(ca.getBasicConstraints()).isZero();
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(server.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .contains("localhost", "127.0.0.1");
    }

    @Test
    void areKeptForTheNextStart() throws Exception {
        var first = Files.readAllBytes(ServerPki.ensure(directory, "secret").certificate());

        var again = Files.readAllBytes(ServerPki.ensure(directory, "secret").certificate());

        assertThat(again).isEqualTo(first);
    }

    @Test
    void keysAreForTheirOwnerOnly() throws Exception {
        var pki = ServerPki.ensure(directory, "secret");

        for (var file : List.of(pki.key(), pki.keyStore())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theTrustStoreHoldsTheAuthorities() throws Exception {
        var pki = ServerPki.ensure(directory, "secret");
        pki.writeTrustStore(certificates(pki.caCertificate()));

        var store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(pki.trustStore())) {
            store.load(file, "secret".toCharArray());
        }

        assertThat(store.size()).isOne();
    }

    private static List<X509Certificate> certificates(Path pem) throws Exception {
        try (var file = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }
}
