// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import io.muster.sandbox.device.Certificates;
import io.muster.sandbox.device.MqttEndpoint;
import io.muster.sandbox.device.MqttVersion;
import io.muster.sandbox.device.Refused;
import io.muster.sandbox.run.LoneRabbitMq;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian's RabbitMQ, as a sandbox configures it, asks this service about its clients. */
@QuarkusTest
@TestProfile(RabbitMqProfile.class)
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@Tag("interop")
class RabbitMqQuarkusTest extends BrokerContract {

    private static LoneRabbitMq broker;
    private static MqttEndpoint endpoint;

    @BeforeAll
    static void start() throws Exception {
        boolean present = LoneRabbitMq.installed();
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(present).as("RabbitMQ, needed with CI=true").isTrue();
        }
        assumeTrue(present, "skipped: RabbitMQ is missing (package rabbitmq-server)");
        World.begin();
        var home = RabbitMqProfile.home();
        Files.writeString(home.deviceCa(), World.ISSUER.pem() + World.SECOND.pem());
        broker = LoneRabbitMq.start(home, RabbitMqProfile.ports());
        endpoint =
                new MqttEndpoint(
                        "localhost",
                        RabbitMqProfile.ports().mqtts(),
                        Certificates.trusting(Certificates.read(LoneRabbitMq.serverCa(home))),
                        MqttVersion.V3_1_1);
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d/default/other/presence",
                "d/default/far-1/ota/job",
                "d/default/far-1.other/presence",
                "d/default/far-1/shadow/a.b/update",
                "events/default/registry/certificate.revoked",
                "$share/x/y",
                "elsewhere",
            })
    void aMessageElsewhereCostsTheConnection(String topic) throws Exception {
        try (var device = device("far-1", World.enrolled("far-1"))) {
            get(device.connect());

            assertThatThrownBy(() -> get(device.publish(topic))).hasCauseInstanceOf(Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "d.default.other.presence",
                "d/default/+/presence",
                "d/default/*/presence",
                "d.default.other.presence",
                "events/#",
                "$share/x/#",
                "$share/x/d/default/far-2/#",
            })
    void aSubscriptionElsewhereCostsTheConnection(String filter) throws Exception {
        try (var device = device("far-2", World.enrolled("far-2"))) {
            get(device.connect());

            assertThatThrownBy(() -> get(device.subscribe(filter)))
                    .hasCauseInstanceOf(Refused.class);
        }
    }

    /** RabbitMQ would take what is before the colon for a virtual host. */
    @Test
    void aColonInANameIsOnlyThat() throws Exception {
        try (var device = device("site:7", World.enrolled("site:7"))) {
            get(device.connect());
            get(device.publish("d/default/site:7/heartbeat"));
        }
    }

    @Test
    void aNameWithADotIsRefused() throws Exception {
        try (var device = device("dev.1", World.enrolled("dev.1"))) {
            assertThatThrownBy(() -> get(device.connect())).hasCauseInstanceOf(Refused.class);
        }
    }

    @Test
    void anEmptyPasswordIsNoCertificate() {
        World.enrolled("named-1");
        var client =
                Mqtt3Client.builder()
                        .identifier("named-1")
                        .serverHost("localhost")
                        .serverPort(RabbitMqProfile.ports().mqtt())
                        .simpleAuth()
                        .username("named-1")
                        .password(new byte[0])
                        .applySimpleAuth()
                        .buildAsync();

        assertThatThrownBy(() -> client.connect().get(30, TimeUnit.SECONDS))
                .hasMessageContaining("CONNECT failed");
    }

    @Override
    MqttEndpoint endpoint() {
        return endpoint;
    }
}
