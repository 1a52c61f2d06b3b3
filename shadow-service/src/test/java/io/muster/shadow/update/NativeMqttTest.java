// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import static io.muster.shadow.support.Operator.read;
import static io.muster.shadow.support.Operator.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.change.Change;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.ConflictPolicy;
import io.muster.shadow.schedule.Timing;
import io.muster.shadow.store.Shadows;
import io.muster.shadow.support.StoredShadow;
import io.muster.shadow.support.TestDevice;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What our own topics have beyond the AWS contract, from the broker to the database and back. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class NativeMqttTest {

    private final TestDevice device = TestDevice.connect("dev-" + UUID.randomUUID());

    @Inject Shadows shadows;

    @AfterEach
    void disconnect() {
        device.close();
    }

    @Test
    void case51AMemberEndsWithItsTimeAndAllAreTold() {
        device.subscribe("events/default/shadow/desired.expired");
        timed("{\"desired\":{\"led\":\"on\",\"stays\":1}}", Duration.ofDays(1));
        timed("{\"desired\":{\"led\":\"off\"}}", Duration.ofSeconds(2));

        var expired = device.expectEvent("desired.expired");

        assertThat(expired.get("members").toString()).isEqualTo("[\"/led\"]");
        assertThat(expired.get("version").asLong()).isEqualTo(3);
        assertThat(read(device)).contains("\"desired\":{\"stays\":1}", "\"version\":3");
    }

    @Test
    void case51WhatEndsUnmetHasExpired() {
        timed("{\"desired\":{\"led\":\"on\"}}", Duration.ofMillis(1));

        awaitSync("expired");

        assertThat(read(device)).contains("\"desired\":{}", "\"version\":2");
        device.send("get", "");
        assertThat(device.expect("delta").get("delete").toString()).isEqualTo("[\"/led\"]");
    }

    @Test
    void case54ADeviceThatFailsSaysWhy() {
        wish(device, "{\"led\":\"on\"}");
        var delta = device.expect("delta");

        device.send(
                "ack",
                "{\"desiredVersion\":%d,\"status\":\"failed\",\"reason\":\"no led\"}"
                        .formatted(delta.get("desiredVersion").asLong()));

        awaitSync("failed");
        assertThat(read(device)).contains("\"failure\":\"no led\"", "\"version\":1");
    }

    @Test
    void anAcknowledgementThatIsNoneChangesNothing() {
        wish(device, "{\"led\":\"on\"}");
        device.expect("delta");

        device.send("ack", "{\"desiredVersion\":\"1\",\"status\":\"applied\"}");
        device.send("ack", "garbage");
        device.send("ack", "{\"desiredVersion\":7,\"status\":\"applied\"}");
        device.send("get", "");

        device.expect("delta");
        device.expect("get/accepted");
        assertThat(read(device)).contains("\"appliedVersion\":0");
    }

    @Test
    void case55ALateReportIsNotAppliedAndTheNewestIsAnsweredAgain() {
        device.send("update", "{\"state\":{\"reported\":{\"n\":7}},\"seq\":7}");
        var first = device.expectMessage("default/update/accepted");
        device.send("update", "{\"state\":{\"reported\":{\"n\":6}},\"seq\":6}");
        assertThat(device.expect("update/accepted").get("stale").asBoolean()).isTrue();

        device.send("update", "{\"state\":{\"reported\":{\"n\":7}},\"seq\":7}");

        var again = device.expectMessage("default/update/accepted");
        assertThat(TestDevice.text(again)).isEqualTo(TestDevice.text(first));
        assertThat(read(device)).contains("\"reported\":{\"n\":7}", "\"version\":1");
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        device.send("update", "{\"state\":{},\"seq\":1.5,\"clientToken\":\"t\"}");
        var rejected = device.expect("update/rejected");
        assertThat(rejected.get("message").asText()).isEqualTo("Invalid seq");
        assertThat(rejected.get("clientToken").asText()).isEqualTo("t");

        device.send("update", "{\"state\":{},\"ts\":-1}");
        assertThat(device.expect("update/rejected").get("code").asInt()).isEqualTo(400);
        device.send("update", "{\"state\":{},\"onNoChange\":\"never\"}");
        assertThat(device.expect("update/rejected").get("errorCode").asText())
                .isEqualTo("INVALID_REQUEST");
    }

    @Test
    void case56ARequestThatChangedNothingIsAnsweredAlikeWhateverCameAfter() {
        device.send("update", "{\"state\":{\"reported\":{\"n\":1}}}");
        device.expect("update/accepted");
        var same = "{\"state\":{\"reported\":{\"n\":1}},\"clientToken\":\"same\"}";
        device.send("update", same);
        var first = device.expectMessage("default/update/accepted");
        device.send("update", "{\"state\":{\"reported\":{\"n\":2}}}");
        device.expect("update/accepted");

        device.send("update", same);

        var second = device.expectMessage("default/update/accepted");
        assertThat(TestDevice.text(second)).isEqualTo(TestDevice.text(first));
        assertThat(read(device)).contains("\"reported\":{\"n\":2}", "\"version\":2");
    }

    @Test
    void case57AReportOfNothingNewUsesUpNoVersionUnlessItIsToCount() {
        device.send("update", "{\"state\":{\"reported\":{\"n\":1}}}");
        assertThat(device.expect("update/accepted").has("changed")).isFalse();

        device.send("update", "{\"state\":{\"reported\":{\"n\":1.0}}}");
        var unchanged = device.expect("update/accepted");
        assertThat(unchanged.get("changed").asBoolean()).isFalse();
        assertThat(unchanged.get("version").asLong()).isEqualTo(1);

        device.send("update", "{\"state\":{\"reported\":{\"n\":1}},\"onNoChange\":\"count\"}");
        assertThat(device.expect("update/accepted").get("version").asLong()).isEqualTo(2);
    }

    /** Whether it comes twice because its answers were lost, nobody can tell. */
    @ParameterizedTest
    @ValueSource(strings = {"", ",\"seq\":4", ",\"clientToken\":\"t\""})
    void case72AReportThatComesTwiceIsAnsweredWithTheDeltaTwice(String member) {
        wish(device, "{\"led\":\"on\"}");
        device.expect("delta");
        for (int i = 1; i <= 2; i++) {
            device.send("update", "{\"state\":{\"reported\":{\"led\":\"off\"}}" + member + "}");
            assertThat(device.expect("delta").at("/set/led").asText()).isEqualTo("on");
            assertThat(device.expect("update/accepted").get("version").asLong()).isEqualTo(2);
        }
    }

    @Test
    void case59APolicyIsKept() {
        wish(device, "{\"led\":\"on\"}");
        device.expect("delta");
        shadow().submit(new Change.Govern(ConflictPolicy.DEVICE_WINS));
        device.send("update", "{\"state\":{\"reported\":{\"led\":\"on\"}}}");
        device.expect("update/accepted");

        device.send("update", "{\"state\":{\"reported\":{\"led\":\"off\"}}}");

        device.expect("update/accepted");
        assertThat(read(device)).contains("\"desired\":{}", "\"delta\":{}");
    }

    private void timed(String sections, Duration ttl) {
        var timing = new Timing(Optional.empty(), Optional.of(ttl));
        assertThat(shadow().submit(StoredShadow.write(sections, timing)))
                .isInstanceOf(Outcome.Applied.class);
    }

    private StoredShadow shadow() {
        return new StoredShadow(shadows, device);
    }

    private void awaitSync(String state) {
        shadow().awaitSync(state);
    }
}
