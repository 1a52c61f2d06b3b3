// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.muster.acl.Neighbours;
import io.muster.acl.TestAuthority.Issued;
import io.muster.acl.World;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of a device, as brokers are told. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class CompileQuarkusTest {

    private static final String DESCRIBED =
            "'subject':{'principal':{'type':'cert','id':'x','cert':{'cn':'told-1'}}}";

    private static Issued device;

    @BeforeAll
    static void world() {
        World.begin();
        device = World.enrolled("told-1");
    }

    private static ValidatableResponse compile(String bearer, String body) {
        return given().header("Authorization", "Bearer " + bearer)
                .contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/api/v1/acl/compile")
                .then();
    }

    private static ValidatableResponse enforcer(String format, String clientId) {
        return compile(
                Neighbours.SECRET,
                "{'format':'%s','subject':{'certificate':'%s'},'context':{'client_id':'%s'}}"
                        .formatted(format, device.base64(), clientId));
    }

    private static ValidatableResponse admin(String members) {
        return compile(
                TestTokens.of("admin"),
                "{" + members + "," + DESCRIBED + ",'context':{'client_id':'told-1'}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"emqx", "rmqtt"})
    void aListForBrokersThatAsk(String format) {
        enforcer(format, "told-1")
                .statusCode(200)
                .body("decision", equalTo("allow"))
                .body("reason", nullValue())
                .body("principal.id", equalTo("cert:default/told-1"))
                .body("principal.assurance", equalTo("verified"))
                .body("expires_at", notNullValue())
                .body("format", equalTo(format))
                .body("otherwise", equalTo("ask"))
                .body(
                        "rules",
                        hasItem(
                                Map.of(
                                        "permission",
                                        "allow",
                                        "action",
                                        "publish",
                                        "topic",
                                        "d/default/told-1/heartbeat",
                                        "retain",
                                        false)))
                .body("omitted[0].rule", equalTo("device/nothing-shared"))
                .body("omitted[0].cause", equalTo("conditional"))
                .body("omitted[2].rule", equalTo("device/listen"))
                .body("omitted[2].cause", equalTo("opposed"))
                .body("omitted[2].by", equalTo("device/nothing-shared"))
                .body("omitted.cause", hasItem("not_asked"));
    }

    @Test
    void whatIsLeftOutIsCounted() {
        enforcer("emqx", "told-1")
                .body("rules[0].topic", equalTo("d/default/told-1/presence"))
                .body("omitted", hasSize(36))
                .body("omitted_total", equalTo(36));
    }

    /** It would take {@code heartbeat/} for {@code heartbeat}. */
    @Test
    void hiveMqIsNotToldWhatItWouldWiden() {
        var omitted =
                Map.of(
                        "rule",
                        "device/speak",
                        "effect",
                        "allow",
                        "action",
                        "publish",
                        "topic",
                        "d/default/told-1/heartbeat",
                        "cause",
                        "compared_otherwise");

        enforcer("hivemq", "told-1")
                .body("otherwise", equalTo("deny"))
                .body("rules.type", not(hasItem("DENY")))
                .body("rules.topicFilter", not(hasItem("d/default/told-1/heartbeat")))
                .body("omitted", hasItem(omitted));
    }

    @Test
    void aSessionStandsForItsClient() {
        String session =
                given().header("Authorization", "Bearer " + Neighbours.SECRET)
                        .contentType("application/json")
                        .body(
                                Map.of(
                                        "subject", Map.of("certificate", device.base64()),
                                        "action", "connect",
                                        "context", Map.of("client_id", "told-1")))
                        .post("/api/v1/decide")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("session");
        List<Map<String, ?>> rules =
                enforcer("emqx", "told-1").extract().jsonPath().getList("rules");
        var held = "{'format':'emqx','subject':{'session':'" + session + "'}}";

        compile(Neighbours.SECRET, held).statusCode(200).body("rules", equalTo(rules));
        compile(TestTokens.of("admin"), held).body("reason", equalTo("session_unknown"));
    }

    @ParameterizedTest
    @CsvSource({"told-2,client_id_unbound", "other-device,client_id_unbound"})
    void whoIsRefusedHasNoRules(String clientId, String reason) {
        enforcer("emqx", clientId)
                .statusCode(200)
                .body("decision", equalTo("deny"))
                .body("reason", equalTo(reason))
                .body("rules", empty())
                .body("otherwise", equalTo("deny"))
                .body("omitted_total", equalTo(0));
        compile(Neighbours.SECRET, "{'format':'emqx','subject':{'token':'a.b.c'}}")
                .body("reason", equalTo("token_invalid"))
                .body("principal", nullValue())
                .body("rules", empty());
    }

    @Test
    void anAdministratorAsksAboutTheOwnTenantOnly() {
        admin("'format':'emqx'")
                .body("principal.assurance", equalTo("described"))
                .body("rules.topic", hasItem("d/default/told-1/heartbeat"));
        admin("'format':'emqx','tenant':'other'")
                .body("reason", equalTo("tenant_mismatch"))
                .body("rules", hasSize(0));
        compile(
                        Neighbours.SECRET,
                        "{'format':'emqx'," + DESCRIBED + ",'context':{'client_id':'told-1'}}")
                .statusCode(403);
        admin("'format':'emqx','broker':'enforcer'").statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'format':'mosquitto','subject':{'token':'a'}}|/format",
                "{'subject':{'token':'a'}}|/format",
                "{'format':'emqx'}|/subject",
                "{'format':'emqx','subject':{'token':'a'},'action':'publish'}|/action",
            })
    void whatIsNoQuestionIsAProblem(String body, String pointer) {
        compile(Neighbours.SECRET, body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("pointer", equalTo(pointer));
    }

    @Test
    void aStrangerIsToldNothing() {
        compile(Neighbours.SECRET + "x", "{}").statusCode(401);
        compile(TestTokens.of("viewer"), "{}").statusCode(403);
    }
}
