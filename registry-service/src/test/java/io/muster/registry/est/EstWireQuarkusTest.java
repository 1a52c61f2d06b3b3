// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.RawHttps;
import io.muster.registry.RawHttps.Answer;
import io.muster.registry.TestCsr;
import io.muster.registry.TestKeys;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that real clients depend on. */
@QuarkusTest
class EstWireQuarkusTest {

    private static final int ENROLL = 200;
    private static final String LINE = "[A-Za-z0-9+/]+={0,2}\n";

    @Test
    void case1CacertsNeedsNoCredentialsAndIsOneLine() {
        var answer = Est.cacerts();

        assertThat(answer.head())
                .isEqualTo(
                        "HTTP/1.1 200 OK\r\n"
                                + "Content-Type: application/pkcs7-mime\r\n"
                                + "Content-Transfer-Encoding: base64\r\n"
                                + "Content-Length: "
                                + answer.body().length()
                                + "\r\n\r\n");
        assertThat(answer.body()).matches(LINE);
        assertAuthorities(answer);
    }

    @Test
    void case8AnEnrollmentIsAnsweredWithExactlyTheseBytes() {
        var device = Api.newDevice();

        var answer = Est.enroll(device, Api.secret(device), TestCsr.of(device).der());

        assertThat(answer.head())
                .isEqualTo(
                        "HTTP/1.1 200 OK\r\n"
                                + "Content-Type: application/pkcs7-mime; smime-type=certs-only\r\n"
                                + "Content-Transfer-Encoding: base64\r\n"
                                + "Content-Length: "
                                + answer.body().length()
                                + "\r\n\r\n");
        assertThat(answer.body()).matches(LINE);
        assertThat(Est.certificates(answer)).hasSize(1);
    }

    @Test
    void case7LibestGetsLinesAndTheEndOfTheConnectionAtOnce() {
        var answer =
                Est.get(
                        "/.well-known/est/cacerts",
                        "User-Agent: libest 3.2.0p",
                        "Connection: close",
                        "Accept: */*");

        assertThat(answer.head())
                .contains("\r\nConnection: close\r\n")
                .contains("\r\nContent-Length: " + answer.body().length() + "\r\n");
        assertThat(answer.body()).matches("([A-Za-z0-9+/]{64}\n)+[A-Za-z0-9+/=]{1,64}\n");
        assertThat(answer.millis()).isLessThan(3_000);
        assertAuthorities(answer);
    }

    /** One, or more where another test has rolled the tenant's authority. */
    private static void assertAuthorities(RawHttps.Answer answer) {
        assertThat(Est.certificates(answer))
                .isNotEmpty()
                .allMatch(certificate -> certificate.getBasicConstraints() >= 0);
    }

    @Test
    void linesMayBeAskedFor() {
        assertThat(Est.get("/.well-known/est/cacerts?wrap=64").body().lines())
                .hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/est/cacerts",
                "/.well-known/est/default/cacerts",
                "/default/.well-known/est/cacerts"
            })
    void case63TheLabelMayStandBehindOrBefore(String path) {
        assertThat(Est.get(path).body()).isEqualTo(Est.cacerts().body());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/.well-known/est/csrattrs,204",
        "GET,/.well-known/est/unknown/cacerts,404",
        "GET,/.well-known/est/nothing,404",
        "GET,/,404",
        "POST,/.well-known/est/fullcmc,501",
        "POST,/.well-known/est/serverkeygen,404",
        "POST,/.well-known/est/tpmenroll,404",
        "POST,/.well-known/est/cacerts,405",
        "GET,/.well-known/est/simpleenroll,405",
        "HEAD,/.well-known/est/cacerts,405",
        "POST,/.well-known/est/simpleenroll,401",
        "POST,/.well-known/est/simplereenroll,401"
    })
    void everythingElseSaysSo(String method, String path, int status) {
        var answer =
                RawHttps.send(
                        Tls.anonymous(),
                        Est.head(method, path, "Content-Length: 0", "Connection: close"),
                        new byte[0]);

        assertThat(answer.status()).isEqualTo(status);
        assertCanonical(answer);
    }

    /** Names in the case of the RFCs, never chunked, and few enough for one read of a client. */
    private static void assertCanonical(Answer answer) {
        var names =
                answer.head()
                        .lines()
                        .skip(1)
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.substring(0, line.indexOf(':')));
        assertThat(names)
                .allMatch(name ->
                        Pattern.matches("([A-Z][a-z]*-)*[A-Z][a-z]*|WWW-Authenticate", name))
                .doesNotContain("Transfer-Encoding");
        assertThat(answer.head().length()).isLessThan(600);
    }

    @Test
    void case23WithoutAttributesThereIsNoContentAndNoLength() {
        var answer = Est.get("/.well-known/est/csrattrs");

        assertThat(answer.head()).isEqualTo("HTTP/1.1 204 No Content\r\n\r\n");
    }

    @Test
    void aConnectionMayBeUsedAgain() {
        var two =
                Est.head("GET", "/.well-known/est/cacerts")
                        + Est.head("GET", "/.well-known/est/csrattrs", "Connection: close");

        var answer = RawHttps.send(Tls.anonymous(), two, new byte[0]);

        assertThat(answer.body()).contains("HTTP/1.1 204 No Content\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsOfTlsWork(String protocol) {
        var request = Est.head("GET", "/.well-known/est/cacerts");

        var answer = RawHttps.send(Tls.anonymous(), request, new byte[0], protocol);

        assertThat(answer.status()).isEqualTo(ENROLL);
    }

    @Test
    void theCertificateOfAStrangerIsGoodForNothingAndIsToldSo() throws Exception {
        var keys = TestKeys.p256();
        var name = new X500Name("CN=stranger");
        var now = Instant.now();
        var certificate =
                new X509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now.minusSeconds(60)),
                                Date.from(now.plusSeconds(600)),
                                name,
                                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()))
                        .build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(keys.getPrivate()));
        var tls = Tls.with(Tls.decode(certificate.getEncoded()), keys.getPrivate());

        var answer = Est.renew(tls, TestCsr.of("stranger").der());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(
                        RawHttps.send(tls, Est.head("GET", "/.well-known/est/cacerts"), new byte[0])
                                .status())
                .isEqualTo(200);
    }

    @Test
    void case10TwoMegabytesAreTooLarge() {
        var answer =
                Est.post(
                        Tls.anonymous(),
                        "/.well-known/est/simpleenroll",
                        new byte[2 * 1024 * 1024],
                        Est.basic("dev-1", "secret"));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void anotherContentTypeIsNotRead() {
        var device = Api.newDevice();
        var body = "{}".getBytes(StandardCharsets.US_ASCII);
        var request =
                Est.head(
                        "POST",
                        "/.well-known/est/simpleenroll",
                        Est.basic(device, Api.secret(device)),
                        "Content-Type: application/json",
                        "Content-Length: 2");

        assertThat(RawHttps.send(Tls.anonymous(), request, body).status()).isEqualTo(415);
    }

    @Test
    void case10And11BrokenRequestsAreRefusedWithoutAStackTrace() {
        var device = Api.newDevice();
        var secret = Api.secret(device);
        var good = TestCsr.of(device).der();
        var trailing = Arrays.copyOf(good, good.length + 1);
        var flipped = good.clone();
        flipped[flipped.length - 1] ^= 1;

        var malformed = Est.enroll(device, secret, trailing);
        var unsigned = Est.enroll(device, secret, flipped);

        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.body()).startsWith("csr_malformed: ").hasLineCount(1);
        assertThat(unsigned.status()).isEqualTo(400);
        assertThat(unsigned.body()).startsWith("csr_signature_invalid: ");
        assertThat(Api.lastRefusal(device)).isEqualTo("csr_signature_invalid");
    }

    @Test
    void case9AllFormsOfABodyGetACertificate() {
        var device = Api.newDevice();
        var secret = Api.secret(device);
        var csr = TestCsr.of(device).der();
        var mime = Base64.getMimeEncoder().encodeToString(csr);
        var pem =
                "-----BEGIN CERTIFICATE REQUEST-----\n"
                        + mime
                        + "\n-----END CERTIFICATE REQUEST-----\n";

        var oneLine = Est.enroll(device, secret, csr);
        var lines = enroll(device, secret, mime.getBytes(StandardCharsets.US_ASCII));
        var armoured = enroll(device, secret, pem.getBytes(StandardCharsets.US_ASCII));
        var der = enroll(device, secret, csr);

        assertThat(oneLine.status()).isEqualTo(ENROLL);
        assertThat(lines.body()).isEqualTo(oneLine.body());
        assertThat(armoured.body()).isEqualTo(oneLine.body());
        assertThat(der.body()).isEqualTo(oneLine.body());
    }

    private static Answer enroll(String device, String secret, byte[] body) {
        return Est.post(
                Tls.anonymous(), "/.well-known/est/simpleenroll", body, Est.basic(device, secret));
    }
}
