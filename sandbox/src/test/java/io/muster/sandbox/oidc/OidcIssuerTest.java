// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OidcIssuerTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static OidcIssuer issuer;

    @BeforeAll
    static void start() throws Exception {
        issuer = OidcIssuer.start(OidcOptions.of(0, Map.of("acl-service", "s3cret"), "pa55"));
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @Test
    void discoveryLeadsToTheKeysThatVerifyAServicesToken() throws Exception {
        var discovery = JSON.readTree(get("/.well-known/openid-configuration").body());
        var answer =
                post("grant_type=client_credentials&client_id=acl-service&client_secret=s3cret");

        var claims = verify(discovery, JSON.readTree(answer.body()).get("access_token").asText());

        assertThat(discovery.get("issuer").asText()).isEqualTo(issuer.url());
        assertThat(claims.getStringClaimValue("client_id")).isEqualTo("acl-service");
        assertThat(claims.getStringListClaimValue("roles")).containsExactly("service");
        assertThat(claims.hasClaim("tenant")).isFalse();
    }

    @Test
    void aUserHasATenantAndTheRolesOfItsName() throws Exception {
        var body =
                post(
                        "grant_type=password&client_id=muster-cli&password=pa55&username=viewer%40other");
        var discovery = JSON.readTree(get("/.well-known/openid-configuration").body());

        var claims = verify(discovery, JSON.readTree(body.body()).get("access_token").asText());

        assertThat(claims.getStringClaimValue("tenant")).isEqualTo("other");
        assertThat(claims.getStringListClaimValue("roles")).isEqualTo(List.of("viewer"));
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "-60, -60", "999999999, 43200", "soon, 43200"})
    void aUserMayAskForAShorterLifeEvenForAnEndedOne(String wish, long seconds) throws Exception {
        var answer =
                post(
                        "grant_type=password&client_id=muster-cli&password=pa55&username=viewer&expires_in="
                                + wish);

        assertThat(JSON.readTree(answer.body()).get("expires_in").asLong()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials&client_id=acl-service&client_secret=wrong, 401",
        "grant_type=client_credentials&client_id=acl-service, 401",
        "grant_type=client_credentials&client_id=stranger&client_secret=s3cret, 401",
        "grant_type=password&client_id=muster-cli&username=admin&password=wrong, 400",
        "grant_type=password&client_id=muster-cli&username=stranger&password=pa55, 400",
        "grant_type=password&client_id=muster-cli&username=viewer%40..&password=pa55, 400",
        "grant_type=password&username=admin&password=pa55, 401",
        "grant_type=magic, 400",
        "%, 400"
    })
    void whoeverCannotProveWhoTheyAreGetsNoToken(String form, int status) throws Exception {
        var answer = post(form);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("access_token");
    }

    @Test
    void theKeySetShowsNoPrivateKey() throws Exception {
        var key = JSON.readTree(get("/jwks").body()).get("keys").get(0);

        assertThat(key.has("n")).isTrue();
        assertThat(key.has("d")).isFalse();
    }

    private static JwtClaims verify(JsonNode discovery, String token) throws Exception {
        var keys = new HttpsJwks(discovery.get("jwks_uri").asText());
        return new JwtConsumerBuilder()
                .setExpectedIssuer(issuer.url())
                .setExpectedAudience("muster")
                .setRequireSubject()
                .setRequireExpirationTime()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                .build()
                .processToClaims(token);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(issuer.url() + path)).build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String form) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(issuer.url() + "/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }
}
