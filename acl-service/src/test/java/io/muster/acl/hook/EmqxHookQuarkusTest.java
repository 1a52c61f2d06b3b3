// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.acl.Neighbours;
import io.muster.acl.TestAuthority;
import io.muster.acl.TestAuthority.Issued;
import io.muster.acl.World;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EMQX's questions in the body that the guide tells its users to configure. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class EmqxHookQuarkusTest {

    private static final String DENY = "{\"result\":\"deny\"}";
    private static final String ALLOW = "{\"result\":\"allow\"}";

    private static Issued device;

    @BeforeAll
    static void world() {
        World.begin();
        device = World.enrolled("dev-1");
    }

    @Test
    void aDeviceIsLetInByItsCertificateAndCarriesItsSession() {
        connect("dev-1", device)
                .body("result", equalTo("allow"))
                .body("is_superuser", equalTo(false))
                .body("client_attrs.tenant", equalTo("default"));
    }

    @Test
    void aSessionEndsWithTheCredentialInSecondsSince1970() {
        int end = connect("dev-1", device).extract().path("expire_at");

        assertThat(Instant.ofEpochSecond(end))
                .isEqualTo(device.certificate().getNotAfter().toInstant());
    }

    /** EMQX would grant {@code a/#} to a rule {@code a/+}. */
    @Test
    void noRightsAreSentAhead() {
        assertThat(connect("dev-1", device).extract().<Object>path("acl")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "publish, d/default/dev-1/heartbeat, false, true",
        "publish, d/default/dev-1/presence, true, true",
        "publish, d/default/dev-1/heartbeat, true, false",
        "publish, d/default/dev-2/heartbeat, false, false",
        "publish, d/default/dev-1/shadow/default/delta, false, false",
        "publish, events/default/registry/device.created, false, false",
        "publish, $SYS/brokers, false, false",
        "subscribe, d/default/dev-1/#, , true",
        "subscribe, d/default/dev-1/shadow/+/delta, , true",
        "subscribe, d/default/+/shadow/default/delta, , false",
        "subscribe, d/default/dev-2/#, , false",
        "subscribe, d/default/#, , false",
        "subscribe, +/default/dev-1/#, , false",
        "subscribe, #, , false",
        "subscribe, events/#, , false",
        "receive, d/default/dev-1/#, , false",
    })
    void aDeviceSpeaksAndListensBelowItsOwnTopicsOnly(
            String action, String topic, String retain, boolean allowed) {
        var question = question("dev-1", sid("dev-1", device), action, topic);
        if (retain != null) {
            question.put("retain", retain);
        }

        authorize(question).body(equalTo(allowed ? ALLOW : DENY));
    }

    /** RabbitMQ never tells, and EMQX only where the template asks for it. */
    @Test
    void theTopicDecidesWhereItIsNotSaidWhetherAMessageIsRetained() {
        var sid = sid("dev-1", device);
        authorize(question("dev-1", sid, "publish", "d/default/dev-1/heartbeat"))
                .body(equalTo(ALLOW));
        authorize(question("dev-1", sid, "publish", "d/default/dev-2/presence"))
                .body(equalTo(DENY));
    }

    @Test
    void aSessionIsOfNoUseToAnotherClient() {
        authorize(question("dev-2", sid("dev-1", device), "subscribe", "d/default/dev-1/#"))
                .body(equalTo(DENY));
    }

    @Test
    void aTopicBelowAMountPointIsNotTheOneThatWasAskedFor() {
        var question = question("dev-1", sid("dev-1", device), "subscribe", "d/default/dev-1/#");
        question.put("mountpoint", "elsewhere/");

        authorize(question).body(equalTo(DENY));
    }

    @Test
    void aServiceIsLetInByItsTokenAsPassword() {
        var login = new HashMap<String, Object>();
        login.put("clientid", "registry-service-presence");
        login.put("username", "registry-service");
        login.put("password", TestTokens.service("registry-service"));

        String sid =
                authenticate(login)
                        .body("result", equalTo("allow"))
                        .extract()
                        .path("client_attrs.sid");

        authorize(question("registry-service-presence", sid, "subscribe", "d/+/+/presence"))
                .body(equalTo(ALLOW));
        authorize(question("registry-service-presence", sid, "subscribe", "d/+/+/ota/report"))
                .body(equalTo(DENY));
    }

    @Test
    void placeholdersThatEmqxLeftUnfilledAreAbsent() {
        var login = login("dev-1", device);
        login.put("username", "${username}");
        login.put("password", "undefined");
        authenticate(login).body("result", equalTo("allow"));

        login.put("cert_pem", "${cert_pem}");
        authenticate(login).body(equalTo(DENY));
    }

    @Test
    void aCertificateThatCannotBeReadIsNotReplacedByAPassword() {
        var login = new HashMap<String, Object>();
        login.put("clientid", "registry-service-presence");
        login.put("username", "registry-service");
        login.put("password", TestTokens.service("registry-service"));
        login.put("cert_pem", "%%%");

        authenticate(login).body(equalTo(DENY));
    }

    @Test
    void strangersAreRefused() {
        var foreign =
                new TestAuthority("Muster Test Issuing CA")
                        .issue(TestAuthority.device("default", "dev-1"));

        connect("dev-1", foreign).body(equalTo(DENY));
        connect("dev-2", device).body(equalTo(DENY));
        authenticate(Map.of("clientid", "dev-1")).body(equalTo(DENY));
        authenticate(Map.of("username", "dev-1")).body(equalTo(DENY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"clientid\":\"dev-1\",\"clientid\":\"dev-2\"}",
                "{\"clientid\":{\"a\":1}}",
                "{\"clientid\":\"dev-1\",\"topic\":\"#\",\"action\":\"publish\",\"access\":\"1\"}",
            })
    void whatMakesNoSenseIsDeniedInEmqxsWords(String body) {
        ask("authn", body).body(equalTo(DENY));
        ask("authz", body).body(equalTo(DENY));
    }

    @Test
    void aRevokedDeviceLosesItsRightsAndItsSession() {
        var issued = World.enrolled("dev-9");
        var question = question("dev-9", sid("dev-9", issued), "subscribe", "d/default/dev-9/#");
        authorize(question).body(equalTo(ALLOW));

        World.revoked("dev-9", issued);

        authorize(question).body(equalTo(DENY));
        connect("dev-9", issued).body(equalTo(DENY));
        assertThat(World.awaitDisconnect("dev-9")).contains("[\"dev-9\"]");
    }

    private static String sid(String clientId, Issued issued) {
        return connect(clientId, issued).extract().path("client_attrs.sid");
    }

    private static ValidatableResponse connect(String clientId, Issued issued) {
        return authenticate(login(clientId, issued));
    }

    private static Map<String, Object> login(String clientId, Issued issued) {
        var body = new HashMap<String, Object>();
        body.put("clientid", clientId);
        body.put("username", "");
        body.put("password", "");
        body.put("peerhost", "192.0.2.7");
        body.put("cert_cn", clientId);
        body.put("cert_pem", issued.base64());
        body.put("listener", "ssl:default");
        return body;
    }

    private static Map<String, Object> question(
            String clientId, String sid, String action, String topic) {
        var body = new HashMap<String, Object>();
        body.put("clientid", clientId);
        body.put("username", "undefined");
        body.put("topic", topic);
        body.put("action", action);
        body.put("qos", "1");
        body.put("sid", sid);
        return body;
    }

    private static ValidatableResponse authenticate(Map<String, ?> body) {
        return ask("authn", body);
    }

    private static ValidatableResponse authorize(Map<String, ?> body) {
        return ask("authz", body);
    }

    /** Always 200: to EMQX anything else means that somebody else shall decide. */
    private static ValidatableResponse ask(String operation, Object body) {
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + Neighbours.SECRET)
                .body(body)
                .post("/hooks/emqx/emqx/" + operation)
                .then()
                .statusCode(200)
                .contentType("application/json");
    }
}
