// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Over Debian's mosquitto, below {@code $aws}. */
@QuarkusTest
@TestProfile(AliasProfile.OnMosquitto.class)
@Tag("interop")
class MosquittoAliasTopicQuarkusTest extends AliasTopicContract {

    private static final String SOMEBODY_ELSE =
            "UPDATE ingress_lease SET holder = 'other', held_until = now() + interval '6 seconds'";

    @Inject Pool pool;

    @BeforeAll
    static void requireMosquitto() {
        Mosquitto.require();
    }

    /** This mosquitto delivers no shared subscriptions there, so that one replica has them all. */
    @Test
    void case74RequestsWaitForTheReplicaThatHasTheLease() {
        pool.query(SOMEBODY_ELSE).executeAndAwait();
        AliasReady.awaitRequests("another replica has them");

        thing.send("update", AwsThing.bytes("{'state':{'reported':{'a':1}}}"));

        thing.hearsNothing();
        assertThat(thing.next().topic()).isEqualTo("update/accepted");
    }

    @Test
    void case42TheBrokerLetsAThingAskForItselfAndAnswerNothing() throws Exception {
        var forger = RealThing.make();
        var own = "$aws/things/" + forger.id() + "/shadow/";
        thing.listen(own + "#");
        var broker = "ssl://localhost:" + forger.port();
        try (var client = new MqttClient(broker, forger.id(), new MemoryPersistence())) {
            var options = new MqttConnectOptions();
            options.setSocketFactory(forger.sockets());
            client.connect(options);
            var forged = AwsThing.bytes("{'state':{'reported':{'forged':true}}}");
            client.publish(own + "update/accepted", forged, 1, false);
            client.publish(own + "update/delta", forged, 1, false);
            client.publish(thing.topic("update"), forged, 1, false);
            client.publish(own + "update", AwsThing.bytes("{'state':{'reported':{}}}"), 1, false);
            client.disconnect();
        }

        assertThat(thing.next().topic()).as("nothing before it").isEqualTo(own + "update");
        assertThat(thing.next().topic()).isEqualTo(own + "update/accepted");
        assertThat(thing.next().topic()).isEqualTo(own + "update/documents");
        thing.hearsNothing();
    }
}
