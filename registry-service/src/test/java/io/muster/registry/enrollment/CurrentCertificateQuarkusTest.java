// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.Factory;
import io.muster.registry.Issuers;
import io.muster.registry.RawHttps.Answer;
import io.muster.registry.TestCsr;
import io.muster.registry.TestKeys;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

/** Renewals with the certificate that a device has, and with those that it has not. */
@QuarkusTest
class CurrentCertificateQuarkusTest {

    @Test
    void case4TheCurrentCertificateRenewsItself() throws Exception {
        var device = Api.newDevice();
        var csr = TestCsr.of(device);
        var current = Est.certificate(Est.enroll(device, Api.secret(device), csr.der()));
        var tls = Tls.with(current, csr.keys().getPrivate());
        var next = TestCsr.of(device);
        var request = next.der();

        var answer = Est.renew(tls, request);

        var renewed = Est.certificate(answer);

        assertThat(renewed.getSubjectX500Principal()).isEqualTo(current.getSubjectX500Principal());
        assertThat(List.copyOf(renewed.getSubjectAlternativeNames()))
                .isEqualTo(List.copyOf(current.getSubjectAlternativeNames()));
        assertThat(renewed.getPublicKey()).isEqualTo(next.keys().getPublic());
        Api.certificates(device).then().body("items.status", equalTo(List.of("ACTIVE", "ACTIVE")));
        var second = Tls.with(renewed, next.keys().getPrivate());
        assertThat(Est.renew(second, TestCsr.of(device).der()).status()).isEqualTo(200);
        assertThat(Est.renew(tls, request).body())
                .as("the same request again")
                .isEqualTo(answer.body());
    }

    @Test
    void renewingTooOftenIsRefused() {
        var device = Api.newDevice();
        var tls = enrolled(device);

        var statuses =
                IntStream.range(0, 6)
                        .mapToObj(_ -> Est.renew(tls, TestCsr.of(device).der()))
                        .toList();

        assertThat(statuses.subList(0, 5)).extracting(Answer::status).containsOnly(200);
        assertThat(statuses.getLast().status()).isEqualTo(429);
        assertThat(statuses.getLast().head()).contains("Retry-After: 60\r\n");
    }

    @Test
    void aRevokedCertificateDoesNotSpendWhatTheDeviceMayRenew() {
        var device = Api.newDevice();
        var stolen = enrolled(device);
        String fingerprint = Api.certificates(device).path("items[0].fingerprint");
        var next = TestCsr.of(device);
        var tls =
                Tls.with(Est.certificate(Est.renew(stolen, next.der())), next.keys().getPrivate());
        Api.revoke(fingerprint, "cessationOfOperation").then().statusCode(200);

        var statuses =
                IntStream.range(0, 6)
                        .mapToObj(_ -> Est.renew(stolen, TestCsr.of(device).der()).status())
                        .toList();

        assertThat(statuses).containsExactly(403, 403, 403, 403, 403, 429);
        assertThat(Est.renew(tls, TestCsr.of(device).der()).status()).isEqualTo(200);
    }

    @Test
    void case62ARenewalMayNotChangeNames() {
        var device = Api.newDevice();
        var tls = enrolled(device);

        var otherName = Est.renew(tls, TestCsr.of("somebody").der());
        var otherSan =
                Est.renew(
                        tls,
                        TestCsr.of(device)
                                .altNames(new GeneralName(GeneralName.dNSName, "admin"))
                                .der());

        assertThat(otherName.status()).isEqualTo(403);
        assertThat(otherSan.status()).isEqualTo(403);
        assertThat(Api.lastRefusal(device)).isEqualTo("csr_subject_mismatch");
    }

    @Test
    void case27ARevokedCertificateRenewsNothing() {
        var device = Api.newDevice();
        var tls = enrolled(device);
        String fingerprint = Api.certificates(device).path("items[0].fingerprint");
        Api.revoke(fingerprint, "superseded").then().statusCode(200);

        var answer = Est.renew(tls, TestCsr.of(device).der());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(Api.lastRefusal(device)).isEqualTo("certificate_revoked");
    }

    @Test
    void aRetiredDeviceRenewsNothing() {
        var device = Api.newDevice();
        var tls = enrolled(device);
        Api.retire(device).then().statusCode(204);

        assertThat(Est.renew(tls, TestCsr.of(device).der()).status()).isEqualTo(403);
        Api.certificates(device)
                .then()
                .body("items[0].status", equalTo("REVOKED"))
                .body("items[0].reason", equalTo("cessationOfOperation"));
    }

    @Test
    void aRenewalNeedsACertificate() {
        var device = Api.newDevice();

        var answer = Est.renew(Tls.anonymous(), TestCsr.of(device).der());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aClaimBesideTheCertificateOfAnotherDeviceIsRefused() {
        var device = Api.newDevice();
        var other = Api.newDevice();

        var answer =
                Est.post(
                        enrolled(other),
                        "/.well-known/est/simpleenroll",
                        Base64.getEncoder().encode(TestCsr.of(device).der()),
                        Est.basic(device, Api.secret(device)));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).startsWith("token_scope: ");
    }

    @Test
    void case27TheCertificateOfAnUnknownAuthorityRenewsNothing() {
        var device = Api.newDevice();
        enrolled(device);

        for (var keys : List.of(TestKeys.p256(), TestKeys.rsa(2048))) {
            var stranger = Factory.of(keys).device("CN=" + device, TestKeys.p256());
            var answer = Est.renew(stranger, TestCsr.of(device).der());

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).startsWith("not_current_certificate: ");
        }
        assertThat(Api.lastRefusal(device)).isEqualTo("not_current_certificate");
    }

    @Test
    void case27TheCertificateOfAnotherTenantRenewsNothing() {
        var device = Api.newDevice();
        var tls = enrolled(device);
        Api.tenant("other");
        await().until(() -> Est.get("/.well-known/est/other.default/cacerts").status() == 200);

        var answer =
                Est.post(
                        tls,
                        "/.well-known/est/other.default/simplereenroll",
                        Base64.getEncoder().encode(TestCsr.of(device).der()));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).startsWith("not_current_certificate: ");
    }

    @Test
    void case27TheCertificateOfAWithdrawnAuthorityRenewsNothing() {
        var device = Api.newDevice();
        var tls = enrolled(device);
        String issuer = Api.certificates(device).path("items[0].issuer");
        Issuers.act(issuer, "roll").then().statusCode(200);
        Issuers.act(issuer, "retire").then().statusCode(200);

        // A device may renew ten times in ten minutes: asked too often it would be told that.
        await().pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(Est.renew(tls, TestCsr.of(device).der()).status())
                                .isEqualTo(403));
    }

    @Test
    void aClaimBesideTheCertificateOfAnUnknownAuthorityIsRefused() {
        var device = Api.newDevice();

        var answer =
                Est.post(
                        Factory.of(TestKeys.p256()).device("CN=" + device, TestKeys.p256()),
                        "/.well-known/est/simpleenroll",
                        Base64.getEncoder().encode(TestCsr.of(device).der()),
                        Est.basic(device, Api.secret(device)));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).startsWith("token_scope: ");
    }

    private static SSLContext enrolled(String device) {
        var csr = TestCsr.of(device);
        X509Certificate certificate =
                Est.certificate(Est.enroll(device, Api.secret(device), csr.der()));
        return Tls.with(certificate, csr.keys().getPrivate());
    }
}
