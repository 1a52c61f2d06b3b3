// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.muster.shadow.support.TestDevice;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A broker that carries nothing that begins with a dollar, and a service that is to use it. */
@QuarkusTest
@TestProfile(AliasProfile.EmbeddedMistaken.class)
class AliasUnusableQuarkusTest {

    @Test
    void case46TheServiceSaysWhatIsWrongAndWhatToDo() {
        AliasReady.await("DOWN");
        Awaitility.await()
                .untilAsserted(() -> assertThat(AliasReady.text()).contains("can't be used"));

        assertThat(AliasReady.text())
                .contains("ends the connection of whoever publishes there")
                .contains("muster.shadow.alias.prefix");
        given().get("/q/metrics").then().body(containsString("shadow_alias_usable 0.0"));
    }

    @Test
    void case46OurOwnTopicsGoOnAsIfNothingWere() {
        try (var device = TestDevice.connect("dev-" + UUID.randomUUID())) {
            device.send("update", "{\"state\":{\"reported\":{\"a\":1}}}");

            assertThat(device.expect("update/accepted").get("version").asInt()).isEqualTo(1);
        }
    }
}
