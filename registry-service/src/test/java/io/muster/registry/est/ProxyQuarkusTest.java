// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.RegistryResource;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Certificates that a proxy passes on, by raw sockets. */
@QuarkusTest
class ProxyQuarkusTest {

    private static final String RENEW = "/.well-known/est/simplereenroll";

    @Test
    void case52AForwardedCertificateRenews() {
        var device = Api.newDevice();
        var certificate = enrolled(device);

        var answer = throughProxy(device, "Client-Cert: " + rfc9440(certificate));

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(throughProxy(device, "client-cert: " + rfc9440(certificate)))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void case52OnTheDirectPortTheHeaderIsNothing() {
        var device = Api.newDevice();
        var header = "Client-Cert: " + rfc9440(enrolled(device));
        var body = Base64.getEncoder().encode(TestCsr.of(device).der());

        var answer = Est.post(Tls.anonymous(), RENEW, body, header);

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void case52GarbageIsRefused() {
        var device = Api.newDevice();
        var good = rfc9440(enrolled(device));

        refused(device, "Client-Cert: :AAAA:");
        refused(device, "Client-Cert: ::");
        refused(device, "Client-Cert: ");
        refused(device, "Client-Cert: " + good.substring(1));
        refused(device, "Client-Cert: " + good + ", " + good);
        refused(device, "Client-Cert: :" + good.substring(1, 200) + ":");
        refused(device, "Client-Cert: :" + "A".repeat(17_000) + ":");
    }

    @Test
    void case52BytesBehindTheCertificateAreRefused() throws Exception {
        var device = Api.newDevice();
        var der = enrolled(device).getEncoded();
        var longer = Arrays.copyOf(der, der.length + 1);

        refused(device, "Client-Cert: :" + Base64.getEncoder().encodeToString(longer) + ":");
    }

    @Test
    void case52TwoHeadersAreRefusedWhateverTheyAreCalled() {
        var device = Api.newDevice();
        var good = rfc9440(enrolled(device));

        refused(device, "Client-Cert: " + good, "Client-Cert: " + good);
        refused(device, "Client-Cert: " + good, "client_cert: " + good);
        refused(device, "Client_Cert: " + good);
    }

    @Test
    void otherFormsAreNotLookedAt() {
        var device = Api.newDevice();
        enrolled(device);

        assertThat(throughProxy(device, "X-Forwarded-Client-Cert: Subject=\"CN=" + device + "\""))
                .startsWith("HTTP/1.1 401 ");
    }

    @Test
    void aCertificateOfSomebodyElsesAuthorityIsRefused() {
        var device = Api.newDevice();
        var stranger = Tls.decode(serverCa());

        assertThat(throughProxy(device, "Client-Cert: " + rfc9440(stranger)))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void withoutACertificateThePortIsAsTheOther() {
        assertThat(
                        exchange(
                                "GET /.well-known/est/cacerts HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(throughProxy(Api.newDevice())).startsWith("HTTP/1.1 401 ");
    }

    private static X509Certificate enrolled(String device) {
        return Est.certificate(Est.enroll(device, Api.secret(device), TestCsr.of(device).der()));
    }

    private static void refused(String device, String... headers) {
        assertThat(throughProxy(device, headers)).startsWith("HTTP/1.1 400 ");
    }

    private static String rfc9440(X509Certificate certificate) {
        try {
            return ":" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":";
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] serverCa() {
        try {
            return Files.readAllBytes(Tls.serverCa());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String throughProxy(String device, String... headers) {
        var body = Base64.getEncoder().encodeToString(TestCsr.of(device).der());
        var lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return exchange(
                "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%sContent-Type: application/pkcs10\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(RENEW, lines, body.length(), body));
    }

    private static String exchange(String request) {
        try (var socket =
                new Socket("127.0.0.1", Integer.getInteger(RegistryResource.PROXY_PORT))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
