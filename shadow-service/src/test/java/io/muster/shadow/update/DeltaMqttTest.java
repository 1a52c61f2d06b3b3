// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import static io.muster.shadow.support.Operator.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.shadow.change.Change;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.publish.Deltas;
import io.muster.shadow.publish.News;
import io.muster.shadow.schedule.Timing;
import io.muster.shadow.store.Connection;
import io.muster.shadow.store.Connections;
import io.muster.shadow.store.Contact;
import io.muster.shadow.store.Result;
import io.muster.shadow.store.Shadows;
import io.muster.shadow.support.Presence;
import io.muster.shadow.support.StoredShadow;
import io.muster.shadow.support.TestDevice;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which deltas a device gets, and when, by what is known of its connection. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class DeltaMqttTest {

    private static final int WISHES = 200;

    private final TestDevice device = TestDevice.connect("dev-" + UUID.randomUUID());

    @Inject Shadows shadows;
    @Inject Connections connections;
    @Inject Deltas deltas;

    @AfterEach
    void disconnect() {
        device.close();
    }

    @Test
    void case49ARemovalIsInEachDeltaUntilTheDeviceHasAppliedIt() {
        wish(device, "{\"a\":1,\"b\":2}");
        device.expect("delta");
        wish(device, "{\"b\":null}");
        assertThat(device.expect("delta").get("delete").toString()).isEqualTo("[\"/b\"]");

        // Nobody said that it is connected, until it speaks.
        device.send("update", "{\"state\":{\"reported\":{\"n\":1}}}");
        var delta = device.expect("delta");
        assertThat(delta.get("patch").toString()).isEqualTo("{\"a\":1,\"b\":null}");
        device.expect("update/accepted");
        shadow().awaitSync("delivered");

        // The broker took it, which may have been for nobody.
        device.send("update", "{\"state\":{\"reported\":{\"n\":2}}}");
        assertThat(device.expect("delta").get("delete").toString()).isEqualTo("[\"/b\"]");
        device.expect("update/accepted");

        device.send("ack", "{\"desiredVersion\":2,\"status\":\"applied\"}");
        device.send("update", "{\"state\":{\"reported\":{\"n\":3}}}");
        assertThat(device.expect("delta").get("delete").toString()).isEqualTo("[]");
    }

    @Test
    void aRemovalComesOnceMoreWhenADeviceIsBackThatDidNotSayItHasDoneIt() {
        wish(device, "{\"b\":2}");
        device.expect("delta");
        note(Contact.CONNECTED, 1);
        wish(device, "{\"b\":null}");
        assertThat(device.expect("delta").get("delete").toString()).isEqualTo("[\"/b\"]");
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        shadow().deliveredVersion() == 2
                                && shadow().stored().unpublishedSince() == null);

        Presence.tell(device, Long.MAX_VALUE, true);

        var again = device.expect("delta");
        assertThat(again.get("delete").toString()).isEqualTo("[\"/b\"]");
        assertThat(again.get("full").asBoolean()).isTrue();
    }

    /** Whichever answer the reports get: applied, nothing new, or repeated. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"b\":null}", "{}"})
    void aDeviceThatAnswersEachDeltaWithAReportComesToAnEnd(String report) {
        wish(device, "{\"b\":2}");
        device.expect("delta");
        wish(device, "{\"b\":null}");
        device.expect("delta");
        var message = "{\"state\":{\"reported\":" + report + "}}";
        device.send("update", message);
        if (report.equals("{}")) {
            device.expect("delta");
        }
        device.expect("update/accepted");
        if (report.equals("{}")) {
            await().atMost(Duration.ofSeconds(10)).until(() -> shadow().deliveredVersion() == 2);
        }

        device.send("update", message);

        device.expect("update/accepted");
        device.expectNothing();
    }

    @Test
    void aDeviceThatComesAndGoesAllTheTimeIsNotTakenForAway() {
        wish(device, "{\"n\":0}");
        device.expect("delta");
        Presence.tell(device, false);
        awaitContact(Contact.AWAY);

        Presence.flapping(device);

        device.expect("delta");
        awaitContact(Contact.UNKNOWN);
        wish(device, "{\"n\":1}");
        assertThat(device.expect("delta").at("/set/n").asInt()).isEqualTo(1);
    }

    /** A device that just applies what it gets would else end with what was desired before. */
    @Test
    void deltasComeInTheOrderOfTheirVersions() {
        note(Contact.CONNECTED, 1);
        Multi.createFrom()
                .range(0, WISHES)
                .onItem()
                .transformToUni(n -> shadows.submit(shadow().command(wishOf(n))).invoke(this::tell))
                .merge(8)
                .collect()
                .last()
                .await()
                .atMost(Duration.ofSeconds(30));

        long newest = 0;
        while (newest < WISHES) {
            long version = device.expect("delta").get("version").asLong();
            assertThat(version).isGreaterThanOrEqualTo(newest);
            newest = version;
        }
    }

    private static Change wishOf(int n) {
        return StoredShadow.write("{\"desired\":{\"n\":" + n + "}}", Timing.ALWAYS);
    }

    /** As whoever made the change does. */
    private void tell(Result result) {
        if (result instanceof Result.Done(Outcome.Applied(var before, var after), _)) {
            deltas.changed(News.of(shadow().key(), before, after));
        }
    }

    @Test
    void case53ADeviceThatWasAwayGetsOneDelta() {
        device.send("update", "{\"state\":{\"reported\":{}},\"onNoChange\":\"count\"}");
        device.expect("update/accepted");
        Presence.tell(device, false);
        awaitContact(Contact.AWAY);
        for (int i = 1; i <= 5; i++) {
            wish(device, "{\"n\":" + i + ",\"m" + i + "\":true}");
        }
        device.expectNothing();

        Presence.tell(device, true);

        var delta = device.expect("delta");
        assertThat(delta.get("desiredVersion").asLong()).isEqualTo(5);
        assertThat(delta.get("full").asBoolean()).isTrue();
        assertThat(delta.get("set").get("n").asLong()).isEqualTo(5);
        device.expectNothing();
        shadow().awaitSync("delivered");
    }

    @Test
    void case53AnOldEventDoesNotSayThatADeviceIsAway() {
        note(Contact.CONNECTED, 2);
        note(Contact.AWAY, 1);

        wish(device, "{\"n\":1}");

        device.expect("delta");
        shadow().awaitSync("delivered");
    }

    private StoredShadow shadow() {
        return new StoredShadow(shadows, device);
    }

    private void note(Contact contact, long sequence) {
        var key = shadow().key();
        connections
                .note(key.tenant(), key.device(), new Connection(contact, null, null), sequence)
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    /** Of a device that has a shadow. */
    private void awaitContact(Contact contact) {
        await().atMost(Duration.ofSeconds(10)).until(() -> shadow().stored().contact() == contact);
    }
}
