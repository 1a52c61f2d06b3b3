// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.ServerCertificate;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** The EST server's certificate is replaced while it runs. */
@QuarkusTest
class ReloadQuarkusTest {

    private final Path files = Tls.serverCa().getParent();

    @Inject ServerKeys keys;

    @Test
    void case53ARenewalWithoutACertificateIsRefusedAfterAReloadToo() throws Exception {
        var device = Api.newDevice();
        var csr = TestCsr.of(device);
        var first = Est.certificate(Est.enroll(device, Api.secret(device), csr.der()));
        var before = Tls.anonymous();

        ServerCertificate.write(files);
        keys.look();

        assertThatThrownBy(() -> Est.renew(before, csr.der()))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(SSLException.class);
        assertThat(Est.renew(Tls.anonymous(), csr.der()).status()).isEqualTo(401);
        var renewal = Est.renew(Tls.with(first, csr.keys().getPrivate()), csr.der());
        assertThat(renewal.status()).isEqualTo(200);
    }

    @Test
    void whatCannotBeUsedIsNotShown() throws Exception {
        var key = Files.readString(files.resolve("server.key"));
        try {
            Files.writeString(files.resolve("server.key"), "half a k");
            keys.look();
            assertThat(Est.cacerts().status()).isEqualTo(200);

            Files.delete(files.resolve("server.key"));
            keys.look();
            assertThat(Est.cacerts().status()).isEqualTo(200);
        } finally {
            Files.writeString(files.resolve("server.key"), key);
        }
    }
}
