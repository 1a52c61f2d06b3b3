// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.Issuers;
import io.muster.registry.TestKeys;
import io.muster.registry.identity.Der;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ForeignIssuerQuarkusTest {

    private static final String ADMIN = "security-admin";
    private static final String OTHER = "security-admin@other";

    private final KeyPair keys = TestKeys.p256();
    private final X500Name name = new X500Name("CN=Factory " + UUID.randomUUID());

    @Test
    void case32OnlyTheRightCodeSignedByTheAuthorityMakesItGood() {
        var id = registered(ADMIN);
        var code = code(ADMIN, id);

        verify(ADMIN, id, certified("wrong", keys))
                .then()
                .statusCode(422)
                .body("type", containsString("issuer-unverified"));
        verify(ADMIN, id, certified(code, TestKeys.p256())).then().statusCode(422);
        get(id).then().body("state", equalTo("PENDING_VERIFICATION"));

        verify(ADMIN, id, certified(code, keys))
                .then()
                .statusCode(200)
                .body("state", equalTo("VERIFY_ONLY"))
                .body("kind", equalTo("BYO"));
        verify(ADMIN, id, certified(code, keys)).then().statusCode(409);
    }

    @Test
    void case32ANewCodeEndsTheOneBefore() {
        var id = registered(ADMIN);
        var first = code(ADMIN, id);
        var second = code(ADMIN, id);

        verify(ADMIN, id, certified(first, keys)).then().statusCode(422);
        verify(ADMIN, id, certified(second, keys)).then().statusCode(200);
    }

    @Test
    void case33AnotherTenantNeedsAProofOfItsOwn() {
        var id = registered(ADMIN);
        var code = code(ADMIN, id);
        verify(ADMIN, id, certified(code, keys)).then().statusCode(200);

        assertThat(registered(OTHER)).isEqualTo(id);
        var own = code(OTHER, id);
        verify(OTHER, id, certified(code, keys)).then().statusCode(422);
        Api.as(OTHER)
                .get("/api/v1/issuers/" + id)
                .then()
                .body("state", equalTo("PENDING_VERIFICATION"));

        verify(OTHER, id, certified(own, keys)).then().statusCode(200);
    }

    @Test
    void anAuthorityThatWasBroughtIsNeitherIssuedFromNorToldToDevices() {
        var id = registered(ADMIN);
        verify(ADMIN, id, certified(code(ADMIN, id), keys)).then().statusCode(200);

        Api.as(ADMIN).post("/api/v1/issuers/" + id + "/roll").then().statusCode(404);
        assertThat(Est.certificates(Est.cacerts()))
                .noneMatch(it -> it.getSubjectX500Principal().getName().contains("Factory"));
    }

    @Test
    void whatIsNoAuthorityIsNotRegistered() {
        register(ADMIN, certified("leaf", keys)).then().statusCode(422);
        register(ADMIN, "hello").then().statusCode(400);
        register(ADMIN, authority() + authority()).then().statusCode(400);
        register("operator", authority()).then().statusCode(403);
        registered(ADMIN);
        register(ADMIN, lastAuthority).then().statusCode(409);
    }

    @Test
    void anAuthorityOfOursIsNotRegisteredByATenantWhoseDevicesItWouldProve() {
        var ours =
                Api.as(ADMIN)
                        .get("/api/v1/issuers/" + Issuers.issuing() + "/chain")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();

        register(OTHER, ours).then().statusCode(422).body("detail", containsString("our own"));
        register(ADMIN, ours).then().statusCode(422);
    }

    private String lastAuthority = "";

    private String registered(String user) {
        lastAuthority = lastAuthority.isEmpty() ? authority() : lastAuthority;
        return register(user, lastAuthority)
                .then()
                .statusCode(201)
                .body("state", equalTo("PENDING_VERIFICATION"))
                .extract()
                .path("id");
    }

    private static Response register(String user, String pem) {
        return Api.as(user).body(Map.of("certificatePem", pem)).post("/api/v1/issuers");
    }

    private static Response get(String id) {
        return Api.as(ADMIN).get("/api/v1/issuers/" + id);
    }

    private static String code(String user, String id) {
        return Api.as(user)
                .post("/api/v1/issuers/" + id + "/registration-code")
                .then()
                .statusCode(200)
                .extract()
                .path("code");
    }

    private static Response verify(String user, String id, String pem) {
        return Api.as(user)
                .body(Map.of("verificationCertificatePem", pem))
                .post("/api/v1/issuers/" + id + "/verify");
    }

    private String authority() {
        return sign(name, keys, keys, true);
    }

    private String certified(String commonName, KeyPair signer) {
        return sign(new X500Name("CN=" + commonName), TestKeys.p256(), signer, false);
    }

    private String sign(X500Name subject, KeyPair subjectKeys, KeyPair signer, boolean authority) {
        var now = Instant.now();
        var builder =
                new X509v3CertificateBuilder(
                        name,
                        BigInteger.valueOf(now.toEpochMilli()),
                        Date.from(now.minus(Duration.ofMinutes(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        subject,
                        SubjectPublicKeyInfo.getInstance(subjectKeys.getPublic().getEncoded()));
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            var certificate =
                    builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA")
                                    .build(signer.getPrivate()));
            return Der.of(certificate.getEncoded()).pem();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
