// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;

import io.muster.acl.Neighbours;
import io.muster.acl.TestAuthority.Issued;
import io.muster.acl.World;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that are tried out before they are in force. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class TrialQuarkusTest {

    private static final String DEVICE =
            "'subject':{'principal':{'type':'cert','id':'x','cert':{'cn':'dev-1'}}},'context':{'client_id':'dev-1'}";
    private static final String OPEN =
            """
            {'version':1,'id':'open','rules':[{'id':'all','effect':'allow','actions':['publish'],'resource':'site/#',
             'conditions':{'time_window':{'from':'08:00','to':'18:00','tz':'UTC'}}}]}
            """;

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

    private static ValidatableResponse simulate(String rest) {
        return ask(
                "/api/v1/simulate",
                TestTokens.of("admin"),
                "{'requests':[{"
                        + DEVICE
                        + ",'action':'publish','topic':'site/a','retain':false},{"
                        + DEVICE
                        + ",'action':'publish','topic':'d/default/dev-1/heartbeat','retain':false}]"
                        + rest
                        + "}");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T10:00:00Z,allow,1", "2026-11-23T20:00:00Z,deny,0"})
    void anAddedPolicyIsTriedAtTheMomentThatWasAskedFor(String at, String decision, int changed) {
        simulate(",'policies_add':[" + OPEN + "],'at':'" + at + "'")
                .statusCode(200)
                .body("results[0].current.reason", equalTo("no_match"))
                .body("results[0].candidate.decision", equalTo(decision))
                .body("results[1].candidate.decision", equalTo("allow"))
                .body("changed", equalTo(changed));
    }

    @Test
    void aSkippedPolicyGrantsNothing() {
        simulate(",'policies_skip':['device']")
                .body("results[1].current.policy.rule", equalTo("speak"))
                .body("results[1].candidate.reason", equalTo("no_match"))
                .body("changed", equalTo(1));
    }

    /** The wall between tenants is no policy. */
    @Test
    void noTrialReachesAnotherTenant() {
        var all = OPEN.replace("site/#", "d/other/#");

        ask(
                        "/api/v1/simulate",
                        TestTokens.of("admin"),
                        "{'requests':[{"
                                + DEVICE
                                + ",'action':'publish','topic':'d/other/x','retain':false}],'policies_add':["
                                + all
                                + "],'at':'2026-11-23T10:00:00Z'}")
                .body("results[0].candidate.decision", equalTo("deny"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"policies_skip\":[\"nowhere\"] | /policies_skip",
                ",\"policies_add\":[{\"version\":1,\"id\":\"x\",\"rules\":[{\"id\":\"y\",\"effect\":\"maybe\"}]}] | /policies_add/0/rules/0/effect",
                ",\"at\":\"noon\" | /at",
                ",\"more\":1 | /more",
            })
    void whatIsWrongIsNamed(String rest, String pointer) {
        simulate(rest).statusCode(400).body("pointer", equalTo(pointer));
    }

    @Test
    void aReplayDecidesAgainWhatWasAskedOfLate() {
        var certificate = "'subject':{'certificate':'" + device.base64() + "'}";
        ask(
                        "/api/v1/decide",
                        Neighbours.SECRET,
                        "{"
                                + certificate
                                + ",'action':'publish','topic':'d/default/dev-1/heartbeat/x','retain':false,'context':{'client_id':'dev-1'}}")
                .body("decision", equalTo("deny"));
        var more =
                """
                {'version':1,'id':'more','rules':[{'id':'all','effect':'allow','actions':['publish'],
                 'resource':'d/${subject.tenant}/${client.id}/heartbeat/+'}]}
                """;

        replay("{'policies_add':[" + more + "]}")
                .statusCode(200)
                .body("replayed", greaterThanOrEqualTo(1))
                .body("changes.topic", hasItem("d/default/dev-1/heartbeat/x"))
                .body("changes[0].current.decision", equalTo("deny"))
                .body("changes[0].candidate.decision", equalTo("allow"));
        replay("{}").body("changed", equalTo(0)).body("changes", empty());
    }

    private static ValidatableResponse replay(String body) {
        return ask("/api/v1/replay", TestTokens.of("admin"), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/simulate", "/api/v1/replay"})
    void onlyThoseWhoWritePoliciesMayTryThem(String path) {
        ask(path, TestTokens.of("operator"), "{}").statusCode(403);
        ask(path, Neighbours.SECRET, "{}").statusCode(403);
    }
}
