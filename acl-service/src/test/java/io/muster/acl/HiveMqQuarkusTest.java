// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.sandbox.device.Certificates;
import io.muster.sandbox.device.MqttEndpoint;
import io.muster.sandbox.device.MqttVersion;
import io.muster.sandbox.device.Refused;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HiveMQ CE with the extension as it is shipped asks this service about its clients. */
@QuarkusTest
@TestProfile(HiveMqProfile.class)
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@Tag("interop")
class HiveMqQuarkusTest extends BrokerContract {

    private static InstalledHiveMq broker;
    private static MqttEndpoint endpoint;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        boolean present = InstalledHiveMq.zip().isPresent();
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(present).as("the extension's zip, needed with CI=true").isTrue();
        }
        assumeTrue(present, "skipped: build acl-service/hivemq-extension and sandbox/broker first");
        World.begin();
        broker =
                InstalledHiveMq.start(
                        home, List.of(World.ISSUER.certificate(), World.SECOND.certificate()));
        endpoint =
                new MqttEndpoint(
                        "localhost",
                        HiveMqProfile.mqtts(),
                        Certificates.trusting(Certificates.read(broker.authority())),
                        MqttVersion.V5);
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
                "d/default/hive-2/ota/job",
                "events/default/registry/certificate.revoked",
                "elsewhere",
            })
    void aMessageElsewhereCostsTheConnection(String topic) throws Exception {
        try (var device = device("hive-2", World.enrolled("hive-2"))) {
            get(device.connect());

            assertThatThrownBy(() -> get(device.publish(topic)))
                    .isInstanceOf(ExecutionException.class);
            assertThat(device.end()).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "d/default/+/presence", "events/#", "$share/x/d/default/hive-3/#"})
    void aSubscriptionElsewhereIsRefused(String filter) throws Exception {
        try (var device = device("hive-3", World.enrolled("hive-3"))) {
            get(device.connect());

            assertThatThrownBy(() -> get(device.subscribe(filter)))
                    .hasCauseInstanceOf(Refused.class);
        }
    }

    @Test
    void aCertificateThatNobodyEnrolledIsRefused() throws Exception {
        World.created("hive-unknown");
        var issued = World.ISSUER.issue(TestAuthority.device("default", "hive-unknown"));
        try (var device = device("hive-unknown", issued)) {
            assertThatThrownBy(() -> get(device.connect())).hasCauseInstanceOf(Refused.class);
        }
    }

    @Override
    MqttEndpoint endpoint() {
        return endpoint;
    }
}
