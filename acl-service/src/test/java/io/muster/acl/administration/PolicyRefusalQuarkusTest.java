// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.muster.acl.DatabaseProfile;
import io.muster.acl.Neighbours;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no policy, or not the caller's to write. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@TestProfile(DatabaseProfile.class)
class PolicyRefusalQuarkusTest extends PolicyFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'effect':'permit'|/rules/0/effect|must be allow or deny",
                "'effect':'allow','effect':'deny'|``|Duplicate",
                "'effect':'allow'}|``|line",
                "'effect':'allow','conditions':{'not':{'attr':'claims.sub','op':'like','value':'x'}}|/rules/0/conditions|``"
            })
    void aBadPolicyIsRefusedAndTheOldOneStaysInForce(String slip, String where, String why) {
        var device = device("bad-1");
        var topic = "plant/" + id;
        put(allowing(topic)).then().statusCode(201);

        var bad =
                document(
                        "{\"id\":\"r\",\"actions\":[\"publish\"],\"resource\":\"#\","
                                + slip.replace('\'', '"')
                                + "}");
        put(bad, "*")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:policy-invalid"))
                .body("errors[0].pointer", startsWith(where))
                .body("errors[0].reason", containsString(why));

        get("/" + id).then().header("ETag", "\"1\"");
        assertThat(device.mayPublish(topic)).isTrue();
        assertThat(device.mayPublish("plant/else")).isFalse();
    }

    @Test
    void limitsAreLimits() {
        var deep = "[".repeat(17) + "]".repeat(17);
        put("{\"version\":1,\"id\":\"" + id + "\",\"rules\":" + deep + "}")
                .then()
                .statusCode(422)
                .body("errors[0].reason", containsString("nested"));
        put(allowing("a") + " ".repeat(256 * 1024))
                .then()
                .statusCode(422)
                .body("errors[0].reason", containsString("larger than 262144 bytes"));
        as(ADMIN)
                .body(new byte[] {'{', (byte) 0xff, '}'})
                .put("/api/v1/policies/" + id)
                .then()
                .statusCode(422)
                .body("errors[0].reason", equalTo("is not UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"device", "lint", "schema"})
    void someIdsAreNobodys(String reserved) {
        as(ADMIN)
                .body("{\"version\":1,\"id\":\"" + reserved + "\",\"rules\":[]}")
                .post("/api/v1/policies/lint")
                .then()
                .body("errors[0].pointer", equalTo("/id"))
                .body("errors[0].reason", equalTo("is reserved"));
    }

    @Test
    void aDocumentIsWhatItsPathAndTokenSay() {
        put(allowing("a").replace(id, "other"))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/id"));
        put(allowing("a").replace("\"version\":1", "\"version\":1,\"tenant\":\"other\""))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/tenant"));
        put(allowing("a").replace("\"version\":1", "\"version\":1,\"tenant\":\"default\""))
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator", "auditor", "release-manager"})
    void onlyAdministratorsWrite(String role) {
        as(role).body(allowing("a")).put("/api/v1/policies/" + id).then().statusCode(403);
        as(role).delete("/api/v1/policies/" + id).then().statusCode(403);
        as(role).body(Map.of("version", 1))
                .post("/api/v1/policies/" + id + "/rollback")
                .then()
                .statusCode(403);
    }
}
