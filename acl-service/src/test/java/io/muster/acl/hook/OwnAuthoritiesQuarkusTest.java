// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static io.muster.acl.OwnAuthoritiesProfile.certificate;
import static io.muster.acl.OwnAuthoritiesProfile.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.Neighbours;
import io.muster.acl.OwnAuthoritiesProfile;
import io.muster.acl.digest.Sha256;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Certificates of a tenant's own authorities, and certificates with tokens, as HiveMQ's and EMQX's
 * hooks tell of them.
 */
@QuarkusTest
@TestProfile(OwnAuthoritiesProfile.class)
class OwnAuthoritiesQuarkusTest {

    private static final String ALLOW = "allow";
    private static final String DENY = "deny";

    private static JsonPath connect(
            String broker, String device, String certificate, @Nullable String password) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("clientId", device);
        body.put("username", null);
        body.put("password", password);
        body.put("certificate", certificate(certificate));
        body.put("will", null);
        return post("/hooks/" + broker + "/hivemq/connect", body);
    }

    private static JsonPath post(String path, Object body) {
        return given().header("Authorization", "Bearer " + Neighbours.SECRET)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String decision(String device, String certificate, @Nullable String password) {
        return connect("edge", device, certificate, password).getString("decision");
    }

    private static List<String> publish(String device, String session, String... topics) {
        return post(
                        "/hooks/edge/hivemq/authorize",
                        Map.of(
                                "clientId",
                                device,
                                "session",
                                session,
                                "requests",
                                List.of(topics).stream()
                                        .map(topic -> Map.of("action", "publish", "topic", topic))
                                        .toList()))
                .getList("decisions");
    }

    @Test
    void aDeviceOfATenantsOwnAuthoritySpeaksOnTheTenantsTopics() {
        var answer = connect("edge", "valid", "acme-valid", null);

        assertThat(answer.getString("decision")).isEqualTo(ALLOW);
        assertThat(answer.getLong("expiresAt")).isGreaterThan(Instant.now().getEpochSecond());
        assertThat(
                        publish(
                                "valid",
                                answer.getString("session"),
                                "d/acme/valid/heartbeat",
                                "d/acme/other/heartbeat",
                                "d/default/valid/heartbeat",
                                "d/globex/valid/heartbeat"))
                .containsExactly(ALLOW, DENY, DENY, DENY);
    }

    @ParameterizedTest
    @CsvSource({
        "expired, acme-expired, certificate_expired",
        "server, acme-server, certificate_invalid",
        "revoked, acme-revoked, revoked",
        "denied, acme-denied, revoked",
        "valid, acme-stranger, certificate_invalid",
        "other, acme-valid, client_id_unbound",
    })
    void whatTheAuthorityDoesNotStandForIsRefused(
            String device, String certificate, String reason) {
        assertThat(reason("certificate", certificate(certificate), device)).isEqualTo(reason);
        assertThat(decision(device, certificate, null)).isEqualTo(DENY);
        assertThat(emqx(device, certificate)).isEqualTo(DENY);
    }

    @Test
    void eachAuthorityVouchesForItsTenantOnly() {
        assertThat(connect("acme-only", "valid", "acme-valid", null).getString("decision"))
                .isEqualTo(ALLOW);
        assertThat(
                        connect("acme-only", "globex-1", "globex-valid", token("globex", ""))
                                .getString("decision"))
                .isEqualTo(DENY);
        assertThat(decision("globex-1", "globex-valid", token("globex", ""))).isEqualTo(ALLOW);
    }

    @Test
    void emqxTellsTheCertificateToo() {
        assertThat(emqx("valid", "acme-valid")).isEqualTo(ALLOW);
    }

    private static String emqx(String device, String certificate) {
        var body = Map.of("clientid", device, "username", "", "cert_pem", certificate(certificate));
        return post("/hooks/emqx/emqx/authn", body).getString("result");
    }

    @Test
    void whereBothAreAskedForOneIsNotEnough() {
        assertThat(decision("globex-1", "globex-valid", null)).isEqualTo(DENY);
        assertThat(decision("globex-1", "globex-valid", "a password")).isEqualTo(DENY);
        assertThat(reason("certificate", certificate("globex-valid"), "globex-1"))
                .isEqualTo("proof_missing");
        assertThat(reason("token", token("globex", ""), "globex-1")).isEqualTo("proof_missing");
        assertThat(decision("globex-1", "globex-valid", token("globex", ""))).isEqualTo(ALLOW);
    }

    /** Brokers are not told why; an enforcement point is, by the same code. */
    private static String reason(String kind, String credentials, String device) {
        return given().header("Authorization", "Bearer " + OwnAuthoritiesProfile.GATEWAY)
                .contentType("application/json")
                .body(
                        Map.of(
                                "subject", Map.of(kind, credentials),
                                "action", "connect",
                                "context", Map.of("client_id", device, "username", "app-1")))
                .post("/api/v1/decide")
                .then()
                .statusCode(200)
                .extract()
                .path("reason");
    }

    @Test
    void aTokenThatIsNoGoodSpoilsTheCertificate() {
        var expired = token("acme", "\"exp\":" + Instant.now().minusSeconds(600).getEpochSecond());

        assertThat(decision("valid", "acme-valid", token("acme", ""))).isEqualTo(ALLOW);
        assertThat(decision("valid", "acme-valid", expired)).isEqualTo(DENY);
        assertThat(decision("valid", "acme-valid", token("globex", ""))).isEqualTo(DENY);
        assertThat(decision("globex-1", "globex-valid", token("acme", ""))).isEqualTo(DENY);
        assertThat(decision("revoked", "acme-revoked", token("acme", ""))).isEqualTo(DENY);
    }

    @Test
    void theSessionEndsWithTheFirstOfTheTwo() {
        long end = Instant.now().plusSeconds(120).getEpochSecond();

        assertThat(
                        connect(
                                        "edge",
                                        "globex-1",
                                        "globex-valid",
                                        token("globex", "\"exp\":" + end))
                                .getLong("expiresAt"))
                .isEqualTo(end);
    }

    @Test
    void aBoundTokenGoesWithItsCertificateOnly() {
        var bound = token("initech", confirmation("initech-valid"));

        assertThat(decision("initech-1", "initech-valid", bound)).isEqualTo(ALLOW);
        assertThat(decision("initech-2", "initech-other", bound)).isEqualTo(DENY);
        assertThat(decision("initech-1", "initech-valid", null)).isEqualTo(DENY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"cnf\":{}", "\"cnf\":{\"jkt\":\"x\"}"})
    void whereATokenMustBeBoundNoOtherWillDo(String confirmation) {
        assertThat(decision("initech-1", "initech-valid", token("initech", confirmation)))
                .isEqualTo(DENY);
    }

    @Test
    void aBoundTokenIsWorthNothingWithoutItsCertificate() {
        var bound = confirmation("acme-valid");

        assertThat(decision("valid", "acme-valid", token("acme", bound))).isEqualTo(ALLOW);
        assertThat(reason("token", token("acme", bound), "valid")).isEqualTo("token_invalid");
        assertThat(reason("token", token("acme", ""), "valid")).isEqualTo("no_match");
    }

    private static String confirmation(String certificate) {
        var digest =
                HexFormat.of()
                        .parseHex(Sha256.hex(Base64.getDecoder().decode(certificate(certificate))));
        return "\"cnf\":{\"x5t#S256\":\"%s\"}"
                .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }
}
