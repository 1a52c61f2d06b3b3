// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.registry.ServerCertificate;
import io.muster.registry.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyTrustTest {

    private X509Certificate proxy;

    @BeforeEach
    void certificate(@TempDir Path directory) throws Exception {
        ServerCertificate.write(directory);
        proxy = Tls.decode(Files.readAllBytes(directory.resolve("server.pem")));
    }

    @Test
    void aPinnedKeyIsAProxy() {
        var trust = new ProxyTrust(Set.of(ProxyTrust.pin(proxy)));

        assertThatCode(() -> trust.checkClientTrusted(new X509Certificate[] {proxy}, "EC"))
                .doesNotThrowAnyException();
        assertThat(trust.getAcceptedIssuers()).isEmpty();
    }

    @Test
    void anyOtherKeyIsNot() {
        var trust = new ProxyTrust(Set.of("AAAA"));

        assertThatThrownBy(() -> trust.checkClientTrusted(new X509Certificate[] {proxy}, "EC"))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> trust.checkServerTrusted(new X509Certificate[] {proxy}, "EC"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void whatOthersReachIsNoLoopback() {
        assertThat(ProxyTrust.isLoopback("127.0.0.1")).isTrue();
        assertThat(ProxyTrust.isLoopback("::1")).isTrue();
        assertThat(ProxyTrust.isLoopback("0.0.0.0")).isFalse();
        assertThat(ProxyTrust.isLoopback("192.0.2.1")).isFalse();
    }
}
