// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.Factory;
import io.muster.registry.Issuers;
import io.muster.registry.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ForeignIssuerQuarkusTest {

    private static final String ADMIN = "security-admin";
    private static final String OTHER = "security-admin@other";

    private final Factory factory = Factory.of(TestKeys.p256());

    @Test
    void case32OnlyTheRightCodeSignedByTheAuthorityMakesItGood() {
        var id = registered(ADMIN);
        var code = Factory.code(ADMIN, id);

        factory.verify(ADMIN, id, factory.certified("wrong"))
                .then()
                .statusCode(422)
                .body("type", containsString("issuer-unverified"));
        factory.verify(ADMIN, id, factory.certified(code, TestKeys.p256())).then().statusCode(422);
        get(id).then().body("state", equalTo("PENDING_VERIFICATION"));

        factory.verify(ADMIN, id, factory.certified(code))
                .then()
                .statusCode(200)
                .body("state", equalTo("VERIFY_ONLY"))
                .body("kind", equalTo("BYO"));
        factory.verify(ADMIN, id, factory.certified(code)).then().statusCode(409);
    }

    @Test
    void case32ANewCodeEndsTheOneBefore() {
        var id = registered(ADMIN);
        var first = Factory.code(ADMIN, id);
        var second = Factory.code(ADMIN, id);

        factory.verify(ADMIN, id, factory.certified(first)).then().statusCode(422);
        factory.verify(ADMIN, id, factory.certified(second)).then().statusCode(200);
    }

    @Test
    void case33AnotherTenantNeedsAProofOfItsOwn() {
        var id = registered(ADMIN);
        var code = Factory.code(ADMIN, id);
        factory.verify(ADMIN, id, factory.certified(code)).then().statusCode(200);

        assertThat(registered(OTHER)).isEqualTo(id);
        var own = Factory.code(OTHER, id);
        factory.verify(OTHER, id, factory.certified(code)).then().statusCode(422);
        Api.as(OTHER)
                .get("/api/v1/issuers/" + id)
                .then()
                .body("state", equalTo("PENDING_VERIFICATION"));

        factory.verify(OTHER, id, factory.certified(own)).then().statusCode(200);
    }

    @Test
    void anAuthorityThatWasBroughtIsNeitherIssuedFromNorToldToDevices() {
        var id = registered(ADMIN);
        factory.verify(ADMIN, id, factory.certified(Factory.code(ADMIN, id)))
                .then()
                .statusCode(200);

        Api.as(ADMIN).post("/api/v1/issuers/" + id + "/roll").then().statusCode(404);
        assertThat(Est.certificates(Est.cacerts()))
                .noneMatch(it -> it.getSubjectX500Principal().getName().contains("Factory"));
    }

    @Test
    void whatIsNoAuthorityIsNotRegistered() {
        Factory.register(ADMIN, factory.certified("leaf")).then().statusCode(422);
        Factory.register(ADMIN, "hello").then().statusCode(400);
        Factory.register(ADMIN, factory.pem() + factory.pem()).then().statusCode(400);
        factory.register("operator").then().statusCode(403);
        registered(ADMIN);
        factory.register(ADMIN).then().statusCode(409);
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

        Factory.register(OTHER, ours)
                .then()
                .statusCode(422)
                .body("detail", containsString("our own"));
        Factory.register(ADMIN, ours).then().statusCode(422);
    }

    private String registered(String user) {
        return factory.register(user)
                .then()
                .statusCode(201)
                .body("state", equalTo("PENDING_VERIFICATION"))
                .extract()
                .path("id");
    }

    private static Response get(String id) {
        return Api.as(ADMIN).get("/api/v1/issuers/" + id);
    }
}
