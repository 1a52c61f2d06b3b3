// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.acl.TestAuthority.Issued;
import io.muster.sandbox.device.MqttEndpoint;
import io.muster.sandbox.device.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What devices find on each real broker that asks this service. */
abstract class BrokerContract {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** Where the broker listens for devices. */
    abstract MqttEndpoint endpoint();

    final DeviceClient device(String clientId, Issued issued) throws Exception {
        return new DeviceClient(endpoint(), clientId, issued);
    }

    static void get(CompletableFuture<Void> outcome) throws Exception {
        outcome.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aDeviceSpeaksAndListensOnItsOwnTopics() throws Exception {
        try (var device = device("own-1", World.enrolled("own-1"))) {
            get(device.connect());
            get(device.subscribe("d/default/own-1/#"));
            get(device.publish("d/default/own-1/shadow/default/update"));

            assertThat(device.heard().poll(10, TimeUnit.SECONDS))
                    .isEqualTo("d/default/own-1/shadow/default/update");
        }
    }

    @Test
    void nobodyTakesTheClientIdOfAnother() throws Exception {
        try (var victim = device("victim-1", World.enrolled("victim-1"));
                var thief = device("victim-1", World.enrolled("thief-1"))) {
            get(victim.connect());

            assertThatThrownBy(() -> get(thief.connect())).hasCauseInstanceOf(Refused.class);
            assertThat(victim.connected()).isTrue();
        }
    }

    /** Right after it began: RabbitMQ's statistics know a session only seconds later. */
    @Test
    void aRevokedCertificateEndsAYoungSessionAtOnceAndOpensNoneAnyMore() throws Exception {
        var issued = World.enrolled("fallen-1");
        try (var device = device("fallen-1", issued);
                var again = device("fallen-1", issued);
                var neighbour = device("stays-1", World.enrolled("stays-1"))) {
            get(device.connect());
            get(neighbour.connect());

            var asked = Instant.now();
            World.revoked("fallen-1", issued);

            var end = device.end().get(10, TimeUnit.SECONDS);
            assertThat(Duration.between(asked, end.at())).isLessThan(AT_ONCE);
            assertThatThrownBy(() -> get(again.connect())).hasCauseInstanceOf(Refused.class);
            assertThat(neighbour.connected()).isTrue();
        }
    }

    @Test
    void sessionsEndAtOnceWhenTheirIssuerIsTrustedNoMore() throws Exception {
        World.issuer(World.SECOND, "VERIFY_ONLY");
        try (var device = device("withdrawn-1", World.enrolled("withdrawn-1", World.SECOND));
                var neighbour = device("stays-2", World.enrolled("stays-2"))) {
            get(device.connect());
            get(neighbour.connect());

            World.issuer(World.SECOND, "COMPROMISED");

            assertThat(device.end()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(neighbour.connected()).isTrue();
        }
    }
}
