// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What EST makes of the TLS connection it comes by. */
@QuarkusTest
class TlsQuarkusTest {

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3,TLS_AES_128_GCM_SHA256",
        "TLSv1.3,TLS_AES_256_GCM_SHA384",
        "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
    })
    void case24ClientsOfOneVersionAndOneSuiteEnroll(String protocol, String suite)
            throws Exception {
        var device = Api.newDevice();
        try (var socket = connect(protocol, suite)) {
            assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
            assertThat(enroll(socket, "default", device, Api.secret(device), TestCsr.of(device)))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"
            })
    void case24OtherSuitesEndTheHandshake(String suite) {
        assertThatThrownBy(() -> connect("TLSv1.2", suite).close())
                .isInstanceOf(SSLException.class);
    }

    @Test
    void case25ARequestBoundToItsConnectionIsGood() throws Exception {
        assertThat(bound("required", "TLSv1.3", true)).startsWith("HTTP/1.1 200 ");
        assertThat(bound("if-present", "TLSv1.3", true)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void case25ARequestBoundToAnotherConnectionIsRefused() throws Exception {
        assertThat(bound("required", "TLSv1.3", false))
                .startsWith("HTTP/1.1 400 ")
                .contains("pop_binding_mismatch: ");
        assertThat(bound("if-present", "TLSv1.3", false)).startsWith("HTTP/1.1 400 ");
        assertThat(bound("off", "TLSv1.3", false)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whatCannotBeComparedIsRefusedOnlyWhereItIsRequired() throws Exception {
        assertThat(bound("if-present", "TLSv1.2", false)).startsWith("HTTP/1.1 200 ");
        assertThat(bound("required", "TLSv1.2", true)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void case25AnUnboundRequestIsRefusedWhereItIsRequired() throws Exception {
        var label = profile(Map.of("popLinking", "required"));
        var device = Api.newDevice();
        try (var socket = connect("TLSv1.3", "TLS_AES_128_GCM_SHA256")) {
            assertThat(enroll(socket, label, device, secret(label, device), TestCsr.of(device)))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void case23TheAttributesNameTheKeyAndNoChallenge() throws Exception {
        var label = profile(Map.of("csrAttributes", true));

        var answer = Est.get("/.well-known/est/" + label + "/csrattrs");
        var bound = profile(Map.of("csrAttributes", true, "popLinking", "required"));

        assertThat(answer.head()).contains("\r\nContent-Type: application/csrattrs\r\n");
        assertThat(attributes(answer.body()))
                .contains(X9ObjectIdentifiers.id_ecPublicKey.getId())
                .contains(SECObjectIdentifiers.secp256r1.getId())
                .contains(X9ObjectIdentifiers.ecdsa_with_SHA256.getId())
                .contains(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest.getId())
                .doesNotContain(PKCSObjectIdentifiers.pkcs_9_at_challengePassword.getId());
        assertThat(attributes(Est.get("/" + bound + "/.well-known/est/csrattrs").body()))
                .contains(PKCSObjectIdentifiers.pkcs_9_at_challengePassword.getId());
    }

    private static String attributes(String body) {
        return ASN1Sequence.getInstance(Base64.getMimeDecoder().decode(body)).toString();
    }

    private static String bound(String policy, String protocol, boolean here) throws Exception {
        var label = profile(Map.of("popLinking", policy));
        var device = Api.newDevice();
        var suite =
                protocol.equals("TLSv1.3")
                        ? "TLS_AES_128_GCM_SHA256"
                        : "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
        try (var socket = connect(protocol, suite);
                var other = connect(protocol, suite)) {
            var csr = TestCsr.of(device).challenge(binding(here ? socket : other));
            return enroll(socket, label, device, secret(label, device), csr);
        }
    }

    private static String binding(SSLSocket socket) throws SSLException {
        var session = (ExtendedSSLSession) socket.getSession();
        var exported =
                session.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
        return Base64.getEncoder().encodeToString(exported);
    }

    private static String profile(Map<String, Object> rules) {
        var label = "tls-" + UUID.randomUUID().toString().substring(0, 8);
        Api.as("tenant-admin")
                .body(rules)
                .put("/api/v1/enrollment-profiles/" + label)
                .then()
                .statusCode(201);
        return label;
    }

    private static String secret(String label, String device) {
        return Api.as("operator")
                .body(Map.of("deviceId", device))
                .post("/api/v1/enrollment-profiles/" + label + "/tokens")
                .path("tokens[0].secret");
    }

    private static SSLSocket connect(String protocol, String suite) throws IOException {
        var socket =
                (SSLSocket)
                        Tls.anonymous().getSocketFactory().createSocket("localhost", Est.port());
        socket.setSoTimeout(20_000);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.setEnabledCipherSuites(new String[] {suite});
        socket.startHandshake();
        return socket;
    }

    private static String enroll(
            SSLSocket socket, String label, String device, String secret, TestCsr csr)
            throws IOException {
        var body = Base64.getEncoder().encode(csr.der());
        var head =
                Est.head(
                        "POST",
                        "/.well-known/est/" + label + "/simpleenroll",
                        "Content-Type: application/pkcs10",
                        "Content-Length: " + body.length,
                        "Connection: close",
                        Est.basic(device, secret));
        var out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
