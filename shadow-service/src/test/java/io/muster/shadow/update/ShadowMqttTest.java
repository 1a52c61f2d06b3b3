// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import static io.muster.shadow.support.Operator.read;
import static io.muster.shadow.support.Operator.wish;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.support.Presence;
import io.muster.shadow.support.TestDevice;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class ShadowMqttTest {

    private final TestDevice device = TestDevice.connect("dev-" + UUID.randomUUID());

    @AfterEach
    void disconnect() {
        device.close();
    }

    @Test
    void aReportIsAcceptedAndStored() {
        device.send("update", "{\"state\":{\"reported\":{\"temp\":21.50}},\"clientToken\":\"t1\"}");

        var accepted = device.expectMessage("default/update/accepted");

        assertThat(TestDevice.text(accepted))
                .startsWith("{\"state\":{\"reported\":{\"temp\":21.50}},\"metadata\":")
                .contains("\"version\":1,")
                .endsWith("\"clientToken\":\"t1\"}");
        assertThat(accepted.isRetain()).isFalse();
        assertThat(read(device)).contains("\"temp\":21.50", "\"version\":1");
    }

    @Test
    void aGetShowsTheWholeShadow() {
        device.send("get", "");
        assertThat(device.expect("get/rejected").get("message").asText())
                .isEqualTo("No shadow exists with name: 'default'");

        wish(device, "{\"led\":\"on\"}");
        assertThat(device.expect("delta").at("/set/led").asText()).isEqualTo("on");
        device.send("get", "{\"clientToken\":\"g\",\"version\":99}");

        assertThat(device.expect("delta").get("full").asBoolean()).isTrue();
        var shadow = device.expect("get/accepted");
        assertThat(shadow.at("/state/delta/led").asText()).isEqualTo("on");
        assertThat(shadow.at("/metadata/delta/led/timestamp"))
                .isEqualTo(shadow.at("/metadata/desired/led/timestamp"));
        assertThat(shadow.get("clientToken").asText()).isEqualTo("g");
    }

    @Test
    void aWishArrivesAsDeltaUntilItIsReported() {
        wish(device, "{\"led\":\"on\",\"level\":3}");
        var delta = device.expect("delta");
        assertThat(delta.get("set").toString()).isEqualTo("{\"led\":\"on\",\"level\":3}");
        assertThat(delta.get("version").asLong()).isEqualTo(1);
        assertThat(delta.has("clientToken")).isFalse();

        device.send("update", "{\"state\":{\"reported\":{\"led\":\"on\"}},\"clientToken\":\"a\"}");
        assertThat(device.expect("delta").get("set").toString()).isEqualTo("{\"level\":3}");
        assertThat(device.expect("update/accepted").get("version").asLong()).isEqualTo(2);

        device.send("update", "{\"state\":{\"reported\":{\"level\":3.0}}}");
        assertThat(device.expect("update/accepted").get("version").asLong()).isEqualTo(3);
        device.expectNothing();
    }

    @Test
    void removingAWishIsTold() {
        wish(device, "{\"led\":\"on\"}");
        device.expect("delta");

        wish(device, "{\"led\":null}");

        var delta = device.expect("delta");
        assertThat(delta.get("set").toString()).isEqualTo("{}");
        assertThat(delta.get("delete").toString()).isEqualTo("[\"/led\"]");
        assertThat(delta.get("patch").toString()).isEqualTo("{\"led\":null}");
        assertThat(delta.get("full").asBoolean()).isFalse();
    }

    @Test
    void nullRemovesAMember() {
        device.send("update", "{\"state\":{\"reported\":{\"a\":1,\"b\":{\"c\":1,\"d\":2}}}}");
        device.expect("update/accepted");
        device.send("update", "{\"state\":{\"reported\":{\"a\":null,\"b\":{\"c\":null}}}}");
        device.expect("update/accepted");

        assertThat(read(device)).contains("\"reported\":{\"b\":{\"d\":2}}");
    }

    @Test
    void anOldVersionIsAConflict() {
        device.send("update", "{\"state\":{\"reported\":{\"a\":1}}}");
        device.expect("update/accepted");

        device.send(
                "update",
                "{\"state\":{\"reported\":{\"a\":2}},\"version\":7,\"clientToken\":\"t\"}");

        var rejected = device.expect("update/rejected");
        assertThat(rejected.get("code").asInt()).isEqualTo(409);
        assertThat(rejected.get("errorCode").asText()).isEqualTo("VERSION_CONFLICT");
        assertThat(rejected.get("message").asText()).isEqualTo("Version conflict");
        assertThat(rejected.get("clientToken").asText()).isEqualTo("t");
        assertThat(read(device)).contains("\"version\":1", "\"a\":1");
    }

    @Test
    void whatIsNotARequestIsRejectedWithItsReason() {
        device.send("update", "{");
        assertThat(device.expect("update/rejected").get("errorCode").asText())
                .isEqualTo("INVALID_JSON");

        device.send("default", "update", new byte[200_000]);
        assertThat(device.expect("update/rejected").get("code").asInt()).isEqualTo(413);

        var large = "x".repeat(65_536);
        device.send("update", "{\"state\":{\"reported\":{\"a\":\"" + large + "\"}}}");
        assertThat(device.expect("update/rejected").get("errorCode").asText())
                .isEqualTo("TOO_LARGE");
    }

    @Test
    void aDeviceWritesNothingButItsReport() {
        device.send("update", "{\"state\":{\"desired\":{\"a\":1}},\"clientToken\":\"t\"}");
        var forbidden = device.expect("update/rejected");
        assertThat(forbidden.get("code").asInt()).isEqualTo(403);
        assertThat(forbidden.get("paths").toString()).isEqualTo("[\"/desired/a\"]");

        device.send("update", "{\"state\":null}");
        assertThat(device.expect("update/rejected").get("code").asInt()).isEqualTo(403);

        device.send("delete", "{\"clientToken\":\"d\"}");
        var rejected = device.expect("delete/rejected");
        assertThat(rejected.get("errorCode").asText()).isEqualTo("FORBIDDEN_PATH");
        assertThat(rejected.get("clientToken").asText()).isEqualTo("d");
    }

    @Test
    void aNameThatIsNoneIsRejected() {
        device.send("no.name", "get", "{\"clientToken\":\"t\"}".getBytes(UTF_8));

        var rejected = device.expectMessage("no.name/get/rejected");
        assertThat(TestDevice.text(rejected)).contains("\"code\":400", "Invalid request");
    }

    @Test
    void theSameRequestIsCarriedOutOnceAndAnsweredAlike() {
        var request = "{\"state\":{\"reported\":{\"n\":1}},\"clientToken\":\"same\"}";
        device.send("update", request);
        var first = device.expectMessage("default/update/accepted");
        device.send("update", "{\"state\":{\"reported\":{\"n\":2}},\"clientToken\":\"other\"}");
        device.expect("update/accepted");

        device.send("update", request);

        var second = device.expectMessage("default/update/accepted");
        assertThat(TestDevice.text(second)).isEqualTo(TestDevice.text(first));
        assertThat(read(device)).contains("\"version\":2", "\"n\":2");
    }

    @Test
    void aTokenIsNotUsedForTwoRequests() {
        device.send("update", "{\"state\":{\"reported\":{\"n\":1}},\"clientToken\":\"t\"}");
        device.expect("update/accepted");

        device.send("update", "{\"state\":{\"reported\":{\"n\":2}},\"clientToken\":\"t\"}");

        var rejected = device.expect("update/rejected");
        assertThat(rejected.get("code").asInt()).isEqualTo(422);
        assertThat(rejected.get("errorCode").asText()).isEqualTo("IDEMPOTENCY_MISMATCH");
        assertThat(read(device)).contains("\"n\":1");
    }

    @Test
    void manyUpdatesAtOnceMakeAsManyVersions() {
        int updates = 200;
        for (int i = 1; i <= updates; i++) {
            device.send(
                    "update",
                    "{\"state\":{\"reported\":{\"n\":%d}},\"clientToken\":\"%d\"}".formatted(i, i));
        }

        for (int i = 1; i <= updates; i++) {
            var accepted = device.expect("update/accepted");
            assertThat(accepted.get("version").asInt()).isEqualTo(i);
            assertThat(accepted.get("clientToken").asText()).isEqualTo(Integer.toString(i));
        }
    }

    @Test
    void aDeviceThatIsBackGetsWhatDiffers() {
        wish(device, "{\"led\":\"on\"}");
        device.expect("delta");

        presence(true);
        assertThat(device.expect("delta").at("/set/led").asText()).isEqualTo("on");

        presence(false);
        device.expectNothing();
    }

    @Test
    void aDeviceThatIsBackAndInSyncGetsNothing() {
        wish(device, "{\"led\":\"on\"}");
        device.expect("delta");
        device.send("update", "{\"state\":{\"reported\":{\"led\":\"on\"}}}");
        device.expect("update/accepted");

        presence(true);

        device.expectNothing();
    }

    @Test
    void whatIsNoEventDoesNotStopTheChannel() {
        device.publish("events/default/registry/presence.changed", "garbage".getBytes(UTF_8));
        wish(device, "{\"led\":\"on\"}");
        device.expect("delta");

        presence(true);

        device.expect("delta");
    }

    private void presence(boolean connected) {
        Presence.tell(device, connected);
    }
}
