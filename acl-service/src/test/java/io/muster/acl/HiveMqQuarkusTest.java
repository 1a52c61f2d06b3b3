// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.acl.TestAuthority.Issued;
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
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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
class HiveMqQuarkusTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

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
        broker = InstalledHiveMq.start(home, World.ISSUER.certificate());
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

    @Test
    void aDeviceSpeaksAndListensOnItsOwnTopics() throws Exception {
        try (var device = device("hive-1", World.enrolled("hive-1"))) {
            get(device.connect());
            get(device.subscribe("d/default/hive-1/#"));
            get(device.publish("d/default/hive-1/shadow/default/update"));

            assertThat(device.heard().poll(10, TimeUnit.SECONDS))
                    .isEqualTo("d/default/hive-1/shadow/default/update");
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
    void nobodyTakesTheClientIdOfAnother() throws Exception {
        try (var victim = device("hive-victim", World.enrolled("hive-victim"));
                var thief = device("hive-victim", World.enrolled("hive-thief"))) {
            get(victim.connect());

            assertThatThrownBy(() -> get(thief.connect())).hasCauseInstanceOf(Refused.class);
            assertThat(victim.connected()).isTrue();
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

    @Test
    void aRevokedCertificateEndsTheSessionAtOnceAndOpensNoneAnyMore() throws Exception {
        var issued = World.enrolled("hive-fallen");
        try (var device = device("hive-fallen", issued);
                var again = device("hive-fallen", issued);
                var neighbour = device("hive-stays", World.enrolled("hive-stays"))) {
            get(device.connect());
            get(neighbour.connect());

            var asked = Instant.now();
            World.revoked("hive-fallen", issued);

            var end = device.end().get(10, TimeUnit.SECONDS);
            assertThat(Duration.between(asked, end.at())).isLessThan(AT_ONCE);
            assertThatThrownBy(() -> get(again.connect())).hasCauseInstanceOf(Refused.class);
            assertThat(neighbour.connected()).isTrue();
        }
    }

    private static DeviceClient device(String clientId, Issued issued) throws Exception {
        return new DeviceClient(endpoint, clientId, issued);
    }

    private static void get(CompletableFuture<Void> outcome) throws Exception {
        outcome.get(30, TimeUnit.SECONDS);
    }
}
