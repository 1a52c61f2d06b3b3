// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
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
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The native API over HTTP, as an enforcement point and as an administrator. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class DecisionQuarkusTest {

    private static final String OWN = "d/default/dev-1/heartbeat";

    private static Issued device;

    @BeforeAll
    static void world() {
        World.begin();
        device = World.enrolled("dev-1");
    }

    private static ValidatableResponse ask(String path, String bearer, String body) {
        return given().header("Authorization", "Bearer " + bearer)
                .contentType("application/json")
                .body(body.replace('\'', '"'))
                .post(path)
                .then();
    }

    private static ValidatableResponse enforcer(String body) {
        return ask("/api/v1/decide", Neighbours.SECRET, body);
    }

    private static ValidatableResponse admin(String body) {
        return ask("/api/v1/decide", TestTokens.of("admin"), body);
    }

    private static String certificate() {
        return "'subject':{'certificate':'" + device.base64() + "'}";
    }

    private static String connect(String clientId) {
        return "{"
                + certificate()
                + ",'action':'connect','context':{'client_id':'"
                + clientId
                + "'}}";
    }

    private static String publish(String who, String topic) {
        return "{"
                + who
                + ",'action':'publish','topic':'"
                + topic
                + "','qos':1,'retain':false,'context':{'client_id':'dev-1'}}";
    }

    @Test
    void anEnforcementPointConnectsAClientAndAsksByItsSession() {
        String session =
                enforcer(connect("dev-1"))
                        .statusCode(200)
                        .body("decision", equalTo("allow"))
                        .body("reason", equalTo("rule"))
                        .body("policy.id", equalTo("device"))
                        .body("policy.rule", equalTo("connect"))
                        .body("principal.id", equalTo("cert:default/dev-1"))
                        .body("principal.assurance", equalTo("verified"))
                        .body("expires_at", notNullValue())
                        .body("ttl_ms", greaterThan(0))
                        .extract()
                        .path("session");
        var held = "'subject':{'session':'" + session + "'}";

        enforcer(publish(held, OWN))
                .body("decision", equalTo("allow"))
                .body("policy.rule", equalTo("speak"))
                .body("session", equalTo(session));
        enforcer(publish(held, "d/default/dev-2/heartbeat"))
                .statusCode(200)
                .body("decision", equalTo("deny"))
                .body("reason", equalTo("no_match"))
                .body("policy", nullValue())
                .body("ttl_ms", lessThanOrEqualTo(5000));
        enforcer(publish("'subject':{'session':'" + session + "x'}", OWN))
                .body("reason", equalTo("session_unknown"));
    }

    @Test
    void aRefusalSaysWhy() {
        enforcer(connect("dev-2")).body("reason", equalTo("client_id_unbound"));
        enforcer(connect("a/b")).body("reason", equalTo("client_id_invalid"));
        enforcer(publish("'subject':{'token':'a.b.c'}", OWN))
                .body("reason", equalTo("token_invalid"))
                .body("principal", nullValue());
        enforcer(publish(certificate(), "d/#/x")).body("reason", equalTo("malformed_topic"));
        enforcer(publish(certificate(), "")).body("reason", equalTo("malformed_topic"));
    }

    /** The client id is the client's own word; it must be one that the certificate may use. */
    @Test
    void credentialsGiveNoRightsUnderAnothersClientId() {
        var other =
                publish(certificate(), "d/default/dev-2/heartbeat").replace("'dev-1'", "'dev-2'");

        enforcer(other)
                .statusCode(200)
                .body("decision", equalTo("deny"))
                .body("reason", equalTo("client_id_unbound"));
        ask("/api/v1/explain", Neighbours.SECRET, other).body("decision", equalTo("deny"));
        ask(
                        "/access/v1/evaluation",
                        Neighbours.SECRET,
                        "{'subject':{'type':'cert','id':'x','properties':{'certificate':'"
                                + device.base64()
                                + "'}},'action':{'name':'publish'},'resource':{'type':'topic','id':'d/default/dev-2/heartbeat'},"
                                + "'context':{'client_id':'dev-2'}}")
                .body("decision", equalTo(false));
    }

    @Test
    void aRevokedClientIdHasNoRightsWhateverItShows() {
        var issued = World.enrolled("named-1");
        var question =
                "{'subject':{'certificate':'"
                        + issued.base64()
                        + "'},'action':'publish','topic':'d/default/named-1/heartbeat','qos':1,'retain':false,"
                        + "'context':{'client_id':'named-1'}}";
        enforcer(question).body("decision", equalTo("allow"));

        ask("/api/v1/revocations", TestTokens.of("admin"), "{'type':'client_id','value':'named-1'}")
                .statusCode(201);

        enforcer(question).body("decision", equalTo("deny")).body("reason", equalTo("revoked"));
    }

    /** Only its channel makes a session id worth something. */
    @Test
    void anAdministratorCantUseASession() {
        String session = enforcer(connect("dev-1")).extract().path("session");

        admin(publish("'subject':{'session':'" + session + "'}", OWN))
                .body("reason", equalTo("session_unknown"));
    }

    @Test
    void anAdministratorMayDescribeSomebodyOfTheOwnTenant() {
        var who = "'subject':{'principal':{'type':'cert','id':'x','cert':{'cn':'dev-1'}}}";

        admin(publish(who, OWN))
                .body("decision", equalTo("allow"))
                .body("principal.assurance", equalTo("described"));
        admin(publish(who, "d/other/dev-1/heartbeat")).body("decision", equalTo("deny"));
        admin("{'tenant':'other'," + publish(who, OWN).substring(1))
                .body("reason", equalTo("tenant_mismatch"));
    }

    @Test
    void anEnforcementPointMayNotDescribeAnybodyHere() {
        enforcer(publish("'subject':{'principal':{'type':'cert','id':'x'}}", OWN)).statusCode(403);
    }

    @Test
    void aBatchKeepsItsOrder() {
        var own = publish(certificate(), OWN);
        var foreign = publish(certificate(), "x");

        ask(
                        "/api/v1/decide/batch",
                        Neighbours.SECRET,
                        "{'requests':[" + own + "," + foreign + "," + own + "]}")
                .statusCode(200)
                .body("results.decision.join(' ')", equalTo("allow deny allow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'requests':[]}", "{'requests':{}}", "{}", "{'requests':[{}]}"})
    void aBatchThatIsNoneIsAProblem(String body) {
        ask("/api/v1/decide/batch", Neighbours.SECRET, body)
                .statusCode(400)
                .body("pointer", containsString("/requests"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{'a':1,'a':2}",
                "{'subject':{'token':'a'},'action':'connect','x':1}"
            })
    void whatIsNoQuestionIsAProblem(String body) {
        enforcer(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:invalid-request"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/decide",
                "/api/v1/decide/batch",
                "/api/v1/explain",
                "/access/v1/evaluation"
            })
    void aStrangerIsToldNothing(String path) {
        ask(path, Neighbours.SECRET + "x", "{}").statusCode(401);
        ask(path, TestTokens.of("viewer"), "{}").statusCode(403);
        given().contentType("application/json").body("{}").post(path).then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({"d/default/dev-1/heartbeat,true,rule", "d/default/dev-2/heartbeat,false,no_match"})
    void authZenEvaluatesWhomTheEnforcementPointVerified(
            String topic, boolean decision, String reason) {
        given().header("Authorization", "Bearer " + Neighbours.SECRET)
                .header("X-Request-ID", "r-1")
                .contentType("application/json")
                .body(evaluation("'properties':{'cert':{'cn':'dev-1'}}", topic))
                .post("/access/v1/evaluation")
                .then()
                .statusCode(200)
                .header("X-Request-ID", "r-1")
                .body("decision", equalTo(decision))
                .body("context.reason", equalTo(reason));
    }

    private static String evaluation(String properties, String topic) {
        return """
        {'subject':{'type':'cert','id':'x',%s},'action':{'name':'publish'},
         'resource':{'type':'topic','id':'%s'},'context':{'client_id':'dev-1'}}
        """
                .formatted(properties, topic)
                .replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource({
        "execute_all,false true false",
        "deny_on_first_deny,false",
        "permit_on_first_permit,false true"
    })
    void authZenStopsWhereTheSemanticsSays(String semantics, String decisions) {
        var body =
                """
                {'subject':{'type':'cert','id':'x','properties':{'cert':{'cn':'dev-1'}}},'action':{'name':'publish'},
                 'context':{'client_id':'dev-1'},'options':{'evaluations_semantic':'%s'},
                 'evaluations':[{'resource':{'type':'record','id':'7'}},
                                {'resource':{'type':'topic','id':'d/default/dev-1/heartbeat'}},{'resource':{'type':'topic'}}]}
                """
                        .formatted(semantics);

        ask("/access/v1/evaluations", Neighbours.SECRET, body)
                .statusCode(200)
                .body("evaluations.decision.join(' ')", equalTo(decisions));
    }

    @Test
    void authZenTellsWhereItIs() {
        given().get("/.well-known/authzen-configuration")
                .then()
                .statusCode(200)
                .body("access_evaluation_endpoint", containsString("/access/v1/evaluation"))
                .body("policy_decision_point", notNullValue());
    }

    @Test
    void anExplanationNamesTheRulesAndWhatTheyMeanForTheCaller() {
        var who = "'subject':{'principal':{'type':'cert','id':'x','cert':{'cn':'dev-1'}}}";

        ask("/api/v1/explain", TestTokens.of("admin"), publish(who, OWN))
                .statusCode(200)
                .body("decision", equalTo("allow"))
                .body("rules[0].rule", equalTo("device/speak"))
                .body("rules[0].outcome", equalTo("applies"))
                .body("rules[0].rendered", equalTo("d/default/dev-1/heartbeat"));
        ask("/api/v1/explain", TestTokens.of("admin"), publish(who, "nowhere"))
                .body("decision", equalTo("deny"))
                .body("reason", equalTo("no_match"))
                .body("rules.outcome", not(hasItem("applies")));
        ask("/api/v1/explain", Neighbours.SECRET, connect("dev-9"))
                .body("reason", equalTo("client_id_unbound"))
                .body("session", nullValue());
    }

    @Test
    void operatorsOfTheTenantLearnWhyItWasDenied() {
        enforcer(publish(certificate(), "d/default/dev-7/heartbeat")).statusCode(200);

        decisions("operator")
                .queryParam("clientId", "dev-1")
                .queryParam("decision", "deny")
                .queryParam("action", "publish")
                .queryParam("limit", 1)
                .get("/api/v1/decisions")
                .then()
                .statusCode(200)
                .body("decisions[0].topic", equalTo("d/default/dev-7/heartbeat"))
                .body("decisions[0].reason", equalTo("no_match"))
                .body("decisions[0].principal", equalTo("cert:default/dev-1"))
                .body("decisions[0].broker", equalTo("enforcer"));
        decisions("operator@other")
                .get("/api/v1/decisions")
                .then()
                .statusCode(200)
                .body("decisions", empty());
        decisions("viewer").get("/api/v1/decisions").then().statusCode(403);
    }

    /** A trial is no decision about anybody. */
    @Test
    void whatAnAdministratorTriesOutIsNotKept() {
        var who = "'subject':{'principal':{'type':'cert','id':'x','cert':{'cn':'dev-1'}}}";
        admin(publish(who, "d/default/tried/heartbeat")).statusCode(200);

        decisions("admin")
                .queryParam("limit", 500)
                .get("/api/v1/decisions")
                .then()
                .body("decisions.topic", not(hasItem("d/default/tried/heartbeat")));
    }

    @ParameterizedTest
    @CsvSource({"decision,maybe", "action,fly", "limit,0", "limit,501"})
    void aFilterThatIsNoneIsAProblem(String name, String value) {
        decisions("admin").queryParam(name, value).get("/api/v1/decisions").then().statusCode(400);
    }

    private static RequestSpecification decisions(String user) {
        return given().header("Authorization", "Bearer " + TestTokens.of(user));
    }
}
