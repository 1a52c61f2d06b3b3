// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
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
}
