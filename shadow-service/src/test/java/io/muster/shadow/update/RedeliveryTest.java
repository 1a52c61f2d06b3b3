// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import static io.muster.shadow.support.Operator.read;
import static io.muster.shadow.support.Operator.wish;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.store.Connection;
import io.muster.shadow.store.Connections;
import io.muster.shadow.store.Contact;
import io.muster.shadow.support.TestDevice;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a crash at the worst moment leads to. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class RedeliveryTest {

    private static final TenantId TENANT = new TenantId("default");

    private final TestDevice device = TestDevice.connect("dev-" + UUID.randomUUID());

    @Inject RequestChannel requests;
    @Inject Connections connections;

    @AfterEach
    void disconnect() {
        device.close();
    }

    /** What the broker does when we die between the commit and the acknowledgement. */
    @Test
    void aRedeliveredMessageChangesNothingAndIsAnsweredOnceMore() {
        wish(device, "{\"n\":7}");
        device.expect("delta");
        var topic = "d/default/" + device.id() + "/shadow/default/update";
        var payload = "{\"state\":{\"reported\":{\"n\":1}},\"clientToken\":\"t\"}".getBytes(UTF_8);
        var message = DeviceMessage.of(topic, payload);

        requests.on(message).await().atMost(Duration.ofSeconds(10));
        var firstDelta = device.expect("delta");
        var first = device.expectMessage("default/update/accepted");
        requests.on(message).await().atMost(Duration.ofSeconds(10));

        assertThat(device.expect("delta").get("set")).isEqualTo(firstDelta.get("set"));
        var second = device.expectMessage("default/update/accepted");
        assertThat(TestDevice.text(second)).isEqualTo(TestDevice.text(first));
        assertThat(read(device)).contains("\"version\":2");
    }

    @Test
    void aDeltaThatACrashLeftBehindIsPublishedInTheEnd() {
        wish(device, "{\"led\":\"on\"}");
        device.expect("delta");

        // As if the service had died right after the mark was stored.
        var back = new Connection(Contact.CONNECTED, null, null);
        connections
                .note(TENANT, new DeviceId(device.id()), back, 1)
                .await()
                .atMost(Duration.ofSeconds(5));

        assertThat(device.expect("delta").at("/set/led").asText()).isEqualTo("on");
        device.expectNothing();
    }
}
